package dev.ashlar.plan;

import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.FileLoad.Group;
import dev.ashlar.plan.FileLoad.NewFile;
import dev.ashlar.plan.LoadStatement.FolderField;
import dev.ashlar.plan.LoadStatement.Lifetime;
import dev.ashlar.plan.LoadStatement.StagedFile;
import dev.ashlar.plan.LoadStatement.StagedTexts;
import dev.ashlar.plan.Step.LoadRows.Content;
import dev.ashlar.plan.Step.Question;
import dev.ashlar.plan.Step.Stage;
import dev.ashlar.report.CatalogColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** On an engine that reads files itself: records are staged as texts, which are then judged and typed by SQL. */
final class TextStaging implements TypedFilling {
    private final LoadWork work;
    private final Map<Long, Long> rejects;

    /** @param rejects records that do not fit, by batch; none as long as nobody has looked */
    TextStaging(LoadWork work, Map<Long, Long> rejects) {
        this.work = work;
        this.rejects = rejects;
    }

    /** Ends with a {@link Step.Read} that answers {@link LoadPlanner#RECORDS} and {@link LoadPlanner#REJECTS}. */
    List<Step> stage() {
        List<Step> steps = new ArrayList<>();
        List<StagedTexts> texts = texts();
        for (int i = 0; i < texts.size(); i++) {
            Group group = work.load().groups().get(i);
            switch (group.numbering()) {
                case BY_PLACE ->
                    steps.add(new Stage(List.of(reading(texts.get(i).texts(), group))));
                case GIVEN -> steps.addAll(given(texts.get(i).texts(), group));
            }
        }
        steps.add(new Stage(List.of(new LoadStatement.StageRejects(stagedRejects(), texts))));
        steps.add(new Step.Read(
                "select _batch_id from " + stagedRejects(),
                List.of(
                        BatchNumbers.asked(LoadPlanner.RECORDS, "batch", counts(texts)),
                        BatchNumbers.grouped(
                                LoadPlanner.REJECTS, "count(*)", stagedRejects().toString()),
                        new Question(
                                LoadPlanner.FIRST,
                                "select _batch_id, _row, coalesce(column_name, ''), reason from (select *, row_number() over"
                                        + " (partition by _batch_id order by _row) as place from " + stagedRejects()
                                        + ") as ranked where place = 1 order by _batch_id"))));
        return steps;
    }

    private static Statement reading(RelationName texts, Group group) {
        List<String> paths = group.files().stream().map(NewFile::path).toList();
        return switch (group.format()) {
            case LoadStatement.CsvWriting csv ->
                new LoadStatement.StageFiles(texts, paths, csv, group.written(), folders(group));
            case LoadStatement.ParquetFormat parquet ->
                new LoadStatement.StageParquet(texts, paths, parquet, group.written());
        };
    }

    private static List<FolderField> folders(Group group) {
        return IntStream.range(0, group.folders().size())
                .mapToObj(i -> new FolderField(
                        group.folders().get(i),
                        group.files().stream()
                                .map(file -> file.folders().get(i))
                                .toList()))
                .toList();
    }

    private static List<Step> given(RelationName texts, Group group) {
        List<CatalogColumn> columns = Stream.concat(
                        Stream.of(
                                CatalogColumn.of("ashlar_path", "varchar"),
                                CatalogColumn.of("ashlar_row", "bigint"),
                                CatalogColumn.of("ashlar_column", "varchar"),
                                CatalogColumn.of("ashlar_reason", "varchar"),
                                CatalogColumn.of("ashlar_original", "varchar")),
                        group.written().stream().map(c -> CatalogColumn.of(c.name(), "varchar")))
                .toList();
        return BroughtRows.temporary(texts, columns, Content.TEXTS);
    }

    private static String counts(List<StagedTexts> texts) {
        return texts.stream()
                .map(staged -> "select batches.batch, count(*) as n from " + staged.texts()
                        + " as records join (values "
                        + staged.files().stream()
                                .map(f -> "('" + f.path().replace("'", "''") + "', " + f.batch() + ")")
                                .collect(Collectors.joining(", "))
                        + ") as batches (path, batch) on batches.path = records.ashlar_path group by batches.batch")
                .collect(Collectors.joining(" union all "));
    }

    @Override
    public List<Step> rejects(RelationName kept) {
        List<Long> batches = work.load().files().stream()
                .map(NewFile::batch)
                .filter(batch -> rejects.getOrDefault(batch, 0L) > 0)
                .toList();
        return List.of(new Stage(List.of(new LoadStatement.KeepRejects(
                kept, stagedRejects(), batches, work.load().loadedAt()))));
    }

    @Override
    public List<Statement> typed(RelationName into, Lifetime lifetime) {
        boolean some = work.load().files().stream().anyMatch(f -> rejects.getOrDefault(f.batch(), 0L) > 0);
        return List.of(new LoadStatement.TypeRecords(
                into,
                lifetime,
                texts().stream().filter(t -> !t.files().isEmpty()).toList(),
                some ? Optional.of(stagedRejects()) : Optional.empty(),
                work.load().loadedAt(),
                work.load().rowHash()));
    }

    private List<StagedTexts> texts() {
        List<StagedTexts> texts = new ArrayList<>();
        for (Group group : work.load().groups()) {
            texts.add(new StagedTexts(
                    temporaryName("__texts" + texts.size()),
                    group.numbering(),
                    group.files().stream()
                            .map(f -> new StagedFile(f.path(), f.label(), f.batch()))
                            .toList(),
                    group.written(),
                    group.fields(),
                    group.format().delimiter(),
                    group.format().quote()));
        }
        return texts;
    }

    private RelationName stagedRejects() {
        return temporaryName("__unfit");
    }

    private RelationName temporaryName(String suffix) {
        return RelationName.temporary(CandidateNames.shortened(
                work.table().identifier(), suffix, work.context().identifierLimit()));
    }
}
