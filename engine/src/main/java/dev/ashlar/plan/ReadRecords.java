package dev.ashlar.plan;

import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.FileLoad.Group;
import dev.ashlar.plan.FileLoad.NewFile;
import dev.ashlar.plan.LoadStatement.CsvWriting;
import dev.ashlar.plan.LoadStatement.Lifetime;
import dev.ashlar.plan.LoadStatement.Numbering;
import dev.ashlar.plan.LoadStatement.ReadFile;
import dev.ashlar.plan.LoadStatement.ReadFiles;
import dev.ashlar.plan.Step.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * On an engine that reads csv files itself: their records are read, typed and written in one statement. Those that do not fit
 * are found by their numbers, and only their files are staged as texts, to tell why.
 */
final class ReadRecords implements TypedFilling {
    private final LoadWork work;
    private final Map<Long, Long> rejects;

    /** @param rejects records that do not fit, by batch; none as long as nobody has looked */
    ReadRecords(LoadWork work, Map<Long, Long> rejects) {
        this.work = work;
        this.rejects = rejects;
    }

    /** Whether all files can be read in this way. */
    static boolean suits(FileLoad load) {
        return load.groups().stream()
                .allMatch(group -> group.numbering() == Numbering.BY_PLACE && group.format() instanceof CsvWriting);
    }

    @Override
    public List<Step> rejects(RelationName kept) {
        return new TextStaging(work, rejects).rejects(kept);
    }

    /** Files whose records have other numbers than they were counted under have -1 records. */
    static Step.Read counts(RelationName table) {
        String inOrder = "case when min(abs(_row)) = 1 and max(abs(_row)) = count(*) then count(*) else -1 end";
        return new Step.Read(
                "select _batch_id from " + table,
                List.of(
                        new Question(LoadPlanner.RECORDS, numbers(inOrder, table.toString())),
                        new Question(LoadPlanner.REJECTS, numbers("count(*)", table + " where _row < 0"))));
    }

    private static String numbers(String number, String from) {
        return "select string_agg(cast(_batch_id as varchar) || '=' || cast(n as varchar), ',') from (select _batch_id, "
                + number + " as n from " + from + " group by _batch_id) as counted";
    }

    @Override
    public Statement typed(RelationName into, Lifetime lifetime) {
        return new LoadStatement.TypeFiles(
                into,
                lifetime,
                work.load().groups().stream().map(ReadRecords::reading).toList(),
                work.load().loadedAt(),
                work.load().rowHash());
    }

    private static ReadFiles reading(Group group) {
        List<ReadFile> files = new ArrayList<>();
        long before = 0;
        for (NewFile file : group.files()) {
            files.add(new ReadFile(file.path(), file.label(), file.batch(), before, file.folders()));
            before += file.records();
        }
        return new ReadFiles((CsvWriting) group.format(), files, group.written(), group.folders(), group.fields());
    }
}
