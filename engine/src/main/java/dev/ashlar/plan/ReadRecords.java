package dev.ashlar.plan;

import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.FileLoad.Group;
import dev.ashlar.plan.FileLoad.NewFile;
import dev.ashlar.plan.LoadStatement.CsvWriting;
import dev.ashlar.plan.LoadStatement.Lifetime;
import dev.ashlar.plan.LoadStatement.Numbering;
import dev.ashlar.plan.LoadStatement.ReadFile;
import dev.ashlar.plan.LoadStatement.ReadFiles;
import dev.ashlar.plan.LoadStatement.RecordNumbers;
import dev.ashlar.plan.LoadStatement.RowHash;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * On an engine that reads csv files itself: their records are read, typed and written in one statement. Those that do not fit
 * are marked in it, and only their files are staged as texts, to tell why.
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
    Step.Read counts(RelationName table) {
        String ordered = switch (numbers()) {
            case READING -> "min(_row) = 1 and max(_row) = count(*)";
            case AFTERWARDS -> "bool_and(_row = rowid + 1)";
        };
        String inOrder = "case when " + ordered + " then count(*) else -1 end";
        return new Step.Read(
                "select _batch_id from " + table,
                List.of(
                        BatchNumbers.grouped(LoadPlanner.RECORDS, inOrder, table.toString()),
                        BatchNumbers.grouped(LoadPlanner.REJECTS, "count(*)", table + " where _file is null")));
    }

    @Override
    public List<Statement> typed(RelationName into, Lifetime lifetime) {
        FileLoad load = work.load();
        List<Statement> statements = new ArrayList<>();
        statements.add(new LoadStatement.TypeFiles(
                into,
                lifetime,
                load.groups().stream().map(ReadRecords::reading).toList(),
                load.loadedAt(),
                load.rowHash(),
                numbers()));
        if (numbers() == RecordNumbers.AFTERWARDS) {
            statements.add(
                    new LoadStatement.NumberRecords(into, load.files().get(0).batch(), load.loadedAt()));
        }
        return statements;
    }

    /** A row's place tells the number of its record where one file is read alone. */
    private RecordNumbers numbers() {
        boolean afterwards = work.load().files().size() == 1
                && work.load().rowHash() == RowHash.NONE
                && work.context().can().contains(EngineCapability.KEEPS_ORDER);
        return afterwards ? RecordNumbers.AFTERWARDS : RecordNumbers.READING;
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
