package dev.ashlar.plan;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.Node.Layout;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.FileLoad.Group;
import dev.ashlar.plan.FileLoad.Mode;
import dev.ashlar.plan.FileLoad.NewFile;
import dev.ashlar.plan.FileLoad.StaleLedger;
import dev.ashlar.plan.RelationState.Ownership;
import dev.ashlar.plan.Statement.LedgerEntry;
import dev.ashlar.plan.Statement.Lifetime;
import dev.ashlar.plan.Statement.LoadedColumn;
import dev.ashlar.plan.Statement.RowHash;
import dev.ashlar.plan.Statement.StagedFile;
import dev.ashlar.plan.Statement.StagedTexts;
import dev.ashlar.plan.Step.Check;
import dev.ashlar.plan.Step.Publish;
import dev.ashlar.plan.Step.Question;
import dev.ashlar.plan.Step.Scope;
import dev.ashlar.plan.Step.Sight;
import dev.ashlar.plan.Step.Stage;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.CatalogRelation;
import dev.ashlar.report.CatalogRelation.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Loads files into a source's table. Their records are staged as texts and those that do not fit are found ({@link #stage});
 * then rows, rejects, ledger and marker are written in one transaction ({@link #publish}), so that a kill at any point leaves
 * ledger and rows equal.
 */
public final class LoadPlanner {
    /** Answers of {@link #stage}: numbers of records by batch, as {@code batch=number,batch=number}. */
    public static final String RECORDS = "records";

    public static final String REJECTS = "rejects";

    /** Answer of {@link #stage}: batch, record, column and reason of the first record of a file that does not fit. */
    public static final String FIRST = "first";

    /** The ledger's table, beside that of the markers. */
    public static final String LEDGER = "loads";

    private final Node.Source source;
    private final FileLoad load;
    private final RelationState state;
    private final PlanContext context;
    private final RelationName table;

    public LoadPlanner(Node.Source source, FileLoad load, RelationState state, PlanContext context) {
        this.source = source;
        this.load = load;
        this.state = state;
        this.context = context;
        this.table = state.name();
    }

    /** The rejects of a loaded table. */
    public static RelationName rejectsOf(RelationName table) {
        return table.named(table.identifier() + "__rejects");
    }

    /** Nothing to load: the table is tested as it stands. */
    public static Plan unchanged(RelationState state, PlanContext context) {
        if (state.published().isEmpty() || context.gate() == PlanContext.GateMode.OPEN) {
            return new Plan(List.of(), List.of(), List.of());
        }
        Check check = new Check(
                Scope.EVERYTHING, new Sight.Instead(state.published().get().name()), List.of());
        return new Plan(List.of(check), List.of(), List.of());
    }

    /** Ends with a {@link Step.Read} that answers {@link #RECORDS} and {@link #REJECTS}. */
    public Plan stage() {
        demandFreeWay();
        List<Step> steps = new ArrayList<>();
        Assignment.stage(
                steps, state.leftovers().stream().map(Assignment::dropIfExists).toList());
        List<StagedTexts> texts = texts();
        for (int i = 0; i < texts.size(); i++) {
            Group group = groups().get(i);
            switch (group.numbering()) {
                case BY_PLACE ->
                    steps.add(new Stage(List.of(new Statement.StageFiles(
                            texts.get(i).texts(),
                            group.files().stream().map(NewFile::path).toList(),
                            group.format(),
                            group.written()))));
                case GIVEN -> steps.addAll(given(texts.get(i).texts(), group));
            }
        }
        steps.add(new Stage(List.of(new Statement.StageRejects(stagedRejects(), texts))));
        steps.add(new Step.Read(
                "select _batch_id from " + stagedRejects(),
                List.of(
                        new Question(RECORDS, counts(texts)),
                        new Question(
                                REJECTS,
                                "select string_agg(cast(_batch_id as varchar) || '=' || cast(n as varchar), ',')"
                                        + " from (select _batch_id, count(*) as n from " + stagedRejects()
                                        + " group by _batch_id) as counted"),
                        new Question(
                                FIRST,
                                "select _batch_id, _row, coalesce(column_name, ''), reason from (select *, row_number() over"
                                        + " (partition by _batch_id order by _row) as place from " + stagedRejects()
                                        + ") as ranked where place = 1 order by _batch_id"))));
        return new Plan(steps, List.of(), List.of());
    }

    private List<Step> given(RelationName texts, Group group) {
        List<CatalogColumn> columns = Stream.concat(
                        Stream.of(
                                CatalogColumn.of("ashlar_path", "varchar"),
                                CatalogColumn.of("ashlar_row", "bigint"),
                                CatalogColumn.of("ashlar_reason", "varchar"),
                                CatalogColumn.of("ashlar_original", "varchar")),
                        group.written().stream().map(c -> CatalogColumn.of(c.name(), "varchar")))
                .toList();
        String empty = columns.stream()
                .map(c -> "cast(null as " + c.type() + ") as " + c.name())
                .collect(Collectors.joining(", ", "select ", " where 1 = 0"));
        return List.of(
                new Stage(List.of(new Statement.CreateTemporaryTableAs(texts, empty, ""))),
                new Step.LoadRows(texts, columns));
    }

    private static String counts(List<StagedTexts> texts) {
        String each = texts.stream()
                .map(staged -> "select batches.batch, count(*) as n from " + staged.texts()
                        + " as records join (values "
                        + staged.files().stream()
                                .map(f -> "('" + f.path().replace("'", "''") + "', " + f.batch() + ")")
                                .collect(Collectors.joining(", "))
                        + ") as batches (path, batch) on batches.path = records.ashlar_path group by batches.batch")
                .collect(Collectors.joining(" union all "));
        return "select string_agg(cast(batch as varchar) || '=' || cast(n as varchar), ',') from (" + each
                + ") as counted";
    }

    /**
     * Publishes the files of the load.
     *
     * @param rejects records that do not fit, by batch; those of other files are as if they were not
     */
    public Plan publish(Map<Long, Long> rejects, List<Diagnostic> notes) {
        List<Step> steps = load.mode() == Mode.APPEND && published().isPresent()
                ? append(rejects, published().get())
                : build(rejects);
        return new Plan(steps, notes, List.of(new Statement.DropTableIfExists(names().candidate())));
    }

    /** Only the ledger learns of files that are passed over. */
    public Plan skip(List<Diagnostic> notes) {
        List<Statement> statements = new ArrayList<>();
        statements.add(new Statement.Begin());
        statements.add(recordLoads(Map.of()));
        statements.add(marker(table));
        statements.add(new Statement.Commit());
        return new Plan(List.of(new Publish(statements)), notes, List.of());
    }

    private List<Step> build(Map<Long, Long> rejects) {
        RelationName candidate = names().candidate();
        List<Step> steps = new ArrayList<>();
        steps.add(new Stage(List.of(
                new Statement.Begin(),
                typed(candidate, Lifetime.LASTING, rejects),
                marker(candidate),
                new Statement.Commit())));
        if (context.gate() == PlanContext.GateMode.GATED) {
            steps.add(new Check(
                    Scope.EVERYTHING,
                    new Sight.Instead(candidate),
                    List.of(
                            new Statement.Begin(),
                            new Statement.DropTableIfExists(names().failed()),
                            new Statement.RenameTable(candidate, names().failed()),
                            marker(names().failed()),
                            new Statement.Commit())));
        }
        List<Statement> swap = new ArrayList<>();
        swap.add(new Statement.Begin());
        published().ifPresent(old -> swap.add(new Statement.DropTable(old.name())));
        state.failed().ifPresent(failed -> swap.add(Assignment.dropIfExists(failed)));
        swap.add(new Statement.RenameTable(candidate, table));
        swap.addAll(records(rejects));
        steps.add(new Publish(swap));
        return steps;
    }

    private List<Step> append(Map<Long, Long> rejects, CatalogRelation present) {
        RelationName batch = names().batch();
        List<ColumnName> columns = allColumns();
        String list = columns.stream().map(ColumnName::quoted).collect(Collectors.joining(", "));
        List<Step> steps = new ArrayList<>();
        steps.add(new Stage(List.of(typed(batch, Lifetime.TEMPORARY, rejects))));
        boolean gated = context.gate() == PlanContext.GateMode.GATED;
        List<Statement> keep = List.of(
                new Statement.Begin(),
                new Statement.DropTableIfExists(names().failed()),
                new Statement.CreateTableAs(names().failed(), "select * from " + batch, Layout.NONE, ""),
                marker(names().failed()),
                new Statement.Commit());
        if (gated) {
            List<LoadedColumn> lacking = lacking(present);
            String kept = columns.stream()
                    .map(c -> lacking.stream().anyMatch(l -> l.name().sameAs(c)) ? "null" : c.quoted())
                    .collect(Collectors.joining(", "));
            steps.add(new Check(
                    Scope.BATCH,
                    new Sight.Batch(
                            batch,
                            columns,
                            "select " + list + " from " + batch + "\nunion all\nselect " + kept + " from " + table),
                    keep));
        }
        List<Statement> apply = new ArrayList<>();
        apply.add(new Statement.Begin());
        for (LoadedColumn column : lacking(present)) {
            apply.add(new Statement.AddColumn(
                    table, CatalogColumn.of(column.name().name(), column.type())));
        }
        apply.add(new Statement.InsertFrom(table, columns, "select " + list + "\nfrom " + batch));
        if (gated) {
            steps.add(new Publish(apply));
            List<Statement> undo = new ArrayList<>();
            undo.add(new Statement.Rollback());
            undo.addAll(keep);
            steps.add(new Check(Scope.WHOLE, new Sight.Published(), undo));
            apply = new ArrayList<>();
        }
        state.failed().map(Assignment::dropIfExists).ifPresent(apply::add);
        apply.addAll(records(rejects));
        steps.add(new Publish(apply));
        return steps;
    }

    private List<LoadedColumn> lacking(CatalogRelation present) {
        return load.columns().stream()
                .filter(column -> present.find(column.name()).isEmpty())
                .toList();
    }

    private List<ColumnName> allColumns() {
        List<ColumnName> columns =
                new ArrayList<>(load.columns().stream().map(LoadedColumn::name).toList());
        for (String own : List.of("_file", "_row", "_loaded_at", "_batch_id")) columns.add(new ColumnName(own));
        if (load.rowHash() == RowHash.WRITTEN) columns.add(new ColumnName("_row_hash"));
        return columns;
    }

    /** Rejects, ledger and marker, and the end of the transaction. */
    private List<Statement> records(Map<Long, Long> rejects) {
        List<Statement> statements = new ArrayList<>();
        RelationName kept = rejectsOf(table);
        statements.add(new Statement.CreateRejects(kept));
        List<Long> batches = load.files().stream()
                .map(NewFile::batch)
                .filter(batch -> rejects.getOrDefault(batch, 0L) > 0)
                .toList();
        if (!batches.isEmpty()) {
            statements.add(new Statement.KeepRejects(kept, stagedRejects(), batches, load.loadedAt()));
        }
        if (load.staleLedger() == StaleLedger.FORGET) {
            statements.add(new Statement.ForgetLoads(ledger(), table.plain()));
        }
        statements.add(recordLoads(rejects));
        statements.add(marker(table));
        statements.add(new Statement.Commit());
        return statements;
    }

    private Statement recordLoads(Map<Long, Long> rejects) {
        List<LedgerEntry> entries = new ArrayList<>(load.skipped());
        for (NewFile file : load.files()) {
            long unfit = rejects.getOrDefault(file.batch(), 0L);
            entries.add(new LedgerEntry(
                    file.label(),
                    file.bytes(),
                    file.modified(),
                    file.checksum(),
                    file.batch(),
                    file.records() - unfit,
                    unfit));
        }
        return new Statement.RecordLoads(ledger(), table.plain(), entries, load.loadedAt(), context.invocationId());
    }

    private Statement typed(RelationName into, Lifetime lifetime, Map<Long, Long> rejects) {
        boolean some = load.files().stream().anyMatch(f -> rejects.getOrDefault(f.batch(), 0L) > 0);
        return new Statement.TypeRecords(
                into,
                lifetime,
                texts().stream().filter(t -> !t.files().isEmpty()).toList(),
                some ? Optional.of(stagedRejects()) : Optional.empty(),
                load.loadedAt(),
                load.rowHash());
    }

    private List<Group> groups() {
        return load.groups();
    }

    private List<StagedTexts> texts() {
        List<StagedTexts> texts = new ArrayList<>();
        for (Group group : groups()) {
            RelationName name = RelationName.temporary(
                    CandidateNames.shortened(table.identifier(), "__texts" + texts.size(), context.identifierLimit()));
            texts.add(new StagedTexts(
                    name,
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

    private Optional<CatalogRelation> published() {
        return state.published();
    }

    private CandidateNames names() {
        return CandidateNames.of(table, context.identifierLimit());
    }

    private RelationName stagedRejects() {
        return RelationName.temporary(
                CandidateNames.shortened(table.identifier(), "__unfit", context.identifierLimit()));
    }

    private RelationName ledger() {
        return context.markers().named(LEDGER);
    }

    private Statement marker(RelationName relation) {
        return new Statement.RecordMarker(
                context.markers(),
                relation,
                source.id(),
                context.attempt(),
                context.invocationId(),
                "",
                context.runTime());
    }

    private void demandFreeWay() {
        published().ifPresent(taken -> {
            if (state.ownership() == Ownership.UNKNOWN || taken.kind() != Kind.TABLE) {
                throw PlanRefusal.of(
                        source,
                        "Cannot load " + PlanRefusal.thing(source) + ": " + PlanRefusal.thing(taken)
                                + (taken.kind() == Kind.TABLE
                                        ? " exists and was not made by Ashlar."
                                        : " is in its place."),
                        "Drop or rename it, or give the source's table another identifier.");
            }
        });
        for (CatalogRelation stranger : state.strangers()) {
            throw PlanRefusal.of(
                    source,
                    "Cannot load " + PlanRefusal.thing(source) + ": " + PlanRefusal.thing(stranger)
                            + " stands where the load puts what it works on, and was not made by Ashlar.",
                    "Drop or rename it.");
        }
    }
}
