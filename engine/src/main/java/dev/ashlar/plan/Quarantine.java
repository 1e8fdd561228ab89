package dev.ashlar.plan;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Materialization.OnOrphan;
import dev.ashlar.manifest.Materialization.Orphans;
import dev.ashlar.manifest.Node.Layout;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.Step.Question;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.CatalogRelation;
import dev.ashlar.report.QueryResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Rows of a change stream that point to a row of another relation which is not there. Where they are set aside, they stand in
 * a table beside the published one: a key stands in one of the two, and goes from one to the other when what it points to
 * comes or goes, whatever the order of the operations.
 *
 * @param asked what the model says of them; empty where nobody looks
 */
record Quarantine(CdcStream stream, Optional<Orphans> asked) {
    private static final String FOUND = "orphans";
    private static final int SHOWN = 5;

    static Quarantine of(CdcStream stream) {
        Optional<Orphans> asked = stream.rows().cdc().orphans();
        List<ColumnName> names =
                stream.rows().all().stream().map(CatalogColumn::name).toList();
        asked.ifPresent(orphans -> new KnownColumns("orphans", orphans.columns())
                .demandAmong(stream.work().node(), names));
        return new Quarantine(stream, asked);
    }

    Assignment work() {
        return stream.work();
    }

    /** Whether rows are or were set aside, so that what stands of a key may stand there. */
    static boolean takesPart(Assignment work) {
        return work.quarantines() || work.state().remembered().orphans().isPresent();
    }

    private boolean setsAside() {
        return work().quarantines();
    }

    private RelationName found() {
        return work().names().removed();
    }

    private RelationName rows() {
        return work().names().moments();
    }

    /** Those that stand aside now; none where the table is built anew. */
    Optional<CatalogRelation> aside() {
        return standing().flatMap(table -> work().state().remembered().orphans());
    }

    Optional<CatalogRelation> standing() {
        return stream.table().flatMap(copy -> work().state().published());
    }

    /** Temporary tables of it. */
    static List<RelationName> temporary(Assignment work, Optional<Orphans> asked) {
        List<RelationName> names = new ArrayList<>();
        if (asked.isPresent()) names.add(work.names().removed());
        if (takesPart(work)) names.add(work.names().moments());
        return names;
    }

    /** Finds them, once the operations have been told; nothing where nobody looks. */
    List<Statement> finding() {
        return asked
                .<Statement>map(orphans -> new RelationStatement.CreateTemporaryTableAs(
                        found(), new OrphanSearch(this, orphans).sql(), ""))
                .stream()
                .toList();
    }

    /** Of rows that no operation of this run is about. */
    String untold() {
        return "not exists (select 1 from " + stream.told() + " as told where told." + Operations.TOUCHED + " and "
                + stream.rows().keysMeet("told", "kept") + ")";
    }

    private String isFound() {
        return "exists (select 1 from " + found() + " as orphan where "
                + stream.rows().keysMeet("orphan", "kept") + ")";
    }

    static String list(List<CatalogColumn> columns) {
        return KeyMatch.list(columns.stream().map(CatalogColumn::name).toList());
    }

    /**
     * Rows of a relation in these columns, null where it has none, cast where the type is of another nature.
     *
     * @param more values behind them
     */
    String select(CatalogRelation relation, List<CatalogColumn> columns, String... more) {
        List<String> values = new ArrayList<>();
        for (CatalogColumn column : columns) {
            Optional<CatalogColumn> present = relation.find(column.name());
            boolean fits = present.filter(p -> work().context()
                            .types()
                            .join(p.type(), column.type())
                            .isPresent())
                    .isPresent();
            String value = present.map(p -> "kept." + p.name()).orElse("null");
            values.add((fits ? value : "cast(" + value + " as " + column.type() + ")") + " as " + column.name());
        }
        values.addAll(List.of(more));
        return "select " + String.join(", ", values) + "\n    from " + relation.name() + " as kept";
    }

    /** What stands of all keys: the table's rows and those beside it. */
    static String standing(Assignment work, CdcStream stream, CatalogRelation table) {
        Quarantine quarantine = new Quarantine(stream, Optional.empty());
        return work.state()
                .remembered()
                .orphans()
                .map(aside -> "(\n    " + quarantine.select(table, table.columns()) + "\n    union all\n    "
                        + quarantine.select(aside, table.columns()) + "\n)")
                .orElse(work.name().quoted());
    }

    List<Question> questions() {
        return asked
                .map(orphans -> new Question(
                        FOUND,
                        "select " + list(new OrphanSearch(this, orphans).shown()) + ", count(*) over () as found\nfrom "
                                + found() + "\norder by "
                                + KeyMatch.list(stream.rows().keys()) + "\nlimit " + SHOWN))
                .stream()
                .toList();
    }

    /** @throws DiagnosticException where they are to fail the node */
    void demandNone(Shape shape) {
        told(shape, OnOrphan.FAIL).ifPresent(words -> {
            throw PlanRefusal.cannotBuild(
                    work().node(), words + ".", "Bring what they point to, or say on_orphan: quarantine.");
        });
    }

    List<Diagnostic> notes(Shape shape) {
        List<Diagnostic> notes = new ArrayList<>();
        String of = "In " + PlanRefusal.thing(work().node()) + " ";
        told(shape, OnOrphan.REPORT)
                .ifPresent(words -> notes.add(Diagnostic.warning(
                        work().node().header().location(), of + words + "; they are published.", "")));
        told(shape, OnOrphan.QUARANTINE)
                .ifPresent(words -> notes.add(Diagnostic.warning(
                        work().node().header().location(),
                        of + words + "; they wait in "
                                + work().names().orphans().plain() + ".",
                        "")));
        return notes;
    }

    private Optional<String> told(Shape shape, OnOrphan on) {
        if (asked.filter(orphans -> orphans.onOrphan() == on).isEmpty()) return Optional.empty();
        QueryResult answer = shape.answers().get(FOUND);
        if (answer == null || answer.rows().isEmpty()) return Optional.empty();
        List<CatalogColumn> shown = new OrphanSearch(this, asked.get()).shown();
        Object number = answer.rows().get(0).get(shown.size());
        List<String> examples = new ArrayList<>();
        for (List<Object> row : answer.rows()) {
            List<String> values = new ArrayList<>();
            for (int i = 0; i < shown.size(); i++)
                values.add(shown.get(i).name().name() + "=" + row.get(i));
            examples.add("(" + String.join(", ", values) + ")");
        }
        boolean one = String.valueOf(number).equals("1");
        return Optional.of(number + (one ? " row points" : " rows point") + " to no row of "
                + (asked.get().withinItself() ? "the model itself" : asked.get().to()) + ", for example "
                + String.join(", ", examples));
    }

    /** Sets aside those of a candidate. */
    List<Statement> candidate(RelationName candidate) {
        if (!setsAside()) return List.of();
        RelationName aside = work().names().orphansCandidate();
        return List.of(
                new RelationStatement.CreateTableAs(
                        aside, "select kept.*\nfrom " + candidate + " as kept\nwhere " + isFound(), Layout.NONE, ""),
                work().marker(aside),
                new RowStatement.DeleteKeys(candidate, found(), stream.rows().keys(), "1 = 1"));
    }

    /** Makes the batch of what the operations leave and of what returns, without those that are set aside. */
    List<Statement> making(OperationFold fold, RelationName batch) {
        List<CatalogColumn> columns = fold.columns();
        List<String> parts = new ArrayList<>(List.of(fold.sql()));
        aside().ifPresent(aside -> parts.add(select(aside, columns) + "\n    where " + untold()));
        if (setsAside()) {
            standing()
                    .ifPresent(table ->
                            parts.add(select(table, columns) + "\n    where " + untold() + "\n    and " + isFound()));
        }
        return List.of(
                new RelationStatement.CreateTemporaryTableAs(rows(), String.join("\nunion all\n", parts), ""),
                new RelationStatement.CreateTemporaryTableAs(
                        batch,
                        "select " + list(columns) + "\nfrom " + rows() + " as kept"
                                + (setsAside() ? "\nwhere not " + isFound() : ""),
                        ""));
    }

    /**
     * Takes the keys out of the table whose rows are replaced or set aside, and puts the batch in.
     *
     * @param keys spelled as the table does
     */
    List<Statement> applied(RelationName table, List<ColumnName> all, List<ColumnName> keys) {
        List<Statement> statements = new ArrayList<>();
        statements.add(new RowStatement.DeleteKeys(table, stream.told(), keys, Operations.TOUCHED));
        if (setsAside()) statements.add(new RowStatement.DeleteKeys(table, found(), keys, "1 = 1"));
        statements.add(new RowStatement.InsertFrom(
                table,
                all,
                "select " + KeyMatch.list(all) + "\nfrom " + work().names().batch()));
        return statements;
    }

    /** Brings the table beside up to date. @param columns of the published table by then */
    List<Statement> beside(List<CatalogColumn> columns) {
        Optional<CatalogRelation> standing = work().state().remembered().orphans();
        List<Statement> statements = new ArrayList<>();
        if (!setsAside()) {
            standing.map(work()::drop).ifPresent(statements::add);
            return statements;
        }
        RelationName name = work().names().orphans();
        String sql = "select " + list(columns) + "\nfrom " + rows() + " as kept\nwhere " + isFound();
        if (standing.filter(one -> holds(one, columns)).isPresent()) {
            statements.add(new RowStatement.DeleteRows(name));
            statements.add(new RowStatement.InsertFrom(
                    name, columns.stream().map(CatalogColumn::name).toList(), sql));
            if (!work().state().known().contains(name)) statements.add(work().marker(name));
            return statements;
        }
        standing.map(work()::drop).ifPresent(statements::add);
        statements.add(new RelationStatement.CreateTableAs(name, sql, Layout.NONE, ""));
        statements.add(work().marker(name));
        return statements;
    }

    private boolean holds(CatalogRelation aside, List<CatalogColumn> columns) {
        return aside.columns().size() == columns.size()
                && columns.stream()
                        .allMatch(column -> aside.find(column.name())
                                .filter(present -> work().context()
                                        .types()
                                        .join(present.type(), column.type())
                                        .filter(present.type()::equals)
                                        .isPresent())
                                .isPresent());
    }

    /** The table under another name. */
    static List<Statement> renamed(Assignment work, RelationName from, RelationName to) {
        return List.of(new RelationStatement.RenameTable(from, to), work.marker(to));
    }
}
