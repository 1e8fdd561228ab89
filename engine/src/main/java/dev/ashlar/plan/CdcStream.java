package dev.ashlar.plan;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.manifest.Materialization.Incremental;
import dev.ashlar.manifest.Materialization.IncrementalStrategy.Cdc;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.Operations.Told;
import dev.ashlar.plan.Step.Question;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.CatalogRelation;
import dev.ashlar.report.OperationCounts;
import dev.ashlar.report.RowCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The operations of one run: where they are staged, what is asked about them, and the rows they leave.
 *
 * @param rows their columns
 * @param table whose rows are known: the one that they are applied to, or a copy; empty when it is built
 */
record CdcStream(Assignment work, CdcRows rows, Optional<CatalogRelation> table) {
    /** Asked of a stream whose operations have been told. */
    static final String COUNTS = "operation_counts";

    static CdcStream of(
            Assignment work,
            Incremental incremental,
            Cdc cdc,
            List<CatalogColumn> staged,
            Optional<CatalogRelation> table) {
        return new CdcStream(work, CdcRows.of(work, incremental, cdc, staged), table);
    }

    RelationName source() {
        return work.names().source();
    }

    RelationName told() {
        return work.names().changes();
    }

    /** The same, where the table's rows are read from a copy of those of the operations' keys. */
    CdcStream restaged() {
        return new CdcStream(
                work,
                rows,
                table.map(t -> new CatalogRelation(work.names().standing(), t.kind(), t.columns(), t.comment())));
    }

    /** Makes that copy, by one look at the table. */
    Statement staging() {
        return new RelationStatement.CreateTemporaryTableAs(
                work.names().standing(),
                "select kept.*\nfrom "
                        + Quarantine.standing(
                                work, this, work.state().published().orElseThrow())
                        + " as kept\nwhere exists (select 1 from " + source()
                        + " as source where " + rows.keysMeet("source", "kept") + ")",
                "");
    }

    private Operations operations() {
        return new Operations(
                work,
                rows,
                source(),
                table,
                table.flatMap(t -> work.state().remembered().deleted()));
    }

    Tombstones tombstones() {
        return new Tombstones(work, rows, told());
    }

    Quarantine quarantine() {
        return Quarantine.of(this);
    }

    /** Puts beside each operation what is known of its key, and finds the rows that would point nowhere. */
    List<Statement> telling() {
        List<Statement> statements = new ArrayList<>();
        statements.add(new RelationStatement.CreateTemporaryTableAs(
                told(), operations().sql(), ""));
        statements.addAll(quarantine().finding());
        return statements;
    }

    List<Question> questions() {
        List<Question> questions = new ArrayList<>(faults().questions());
        questions.add(new Question(COUNTS, counting()));
        questions.addAll(quarantine().questions());
        return questions;
    }

    private CdcFaults faults() {
        return new CdcFaults(work, rows, source(), told());
    }

    void demandSound(Shape shape) {
        faults().demandNone(shape);
        quarantine().demandNone(shape);
    }

    List<Diagnostic> notes(Shape shape) {
        List<Diagnostic> notes = new ArrayList<>(faults().notes(shape));
        notes.addAll(quarantine().notes(shape));
        return notes;
    }

    private String counting() {
        String fresh = Told.STATE + " = 'fresh'";
        return "select\n    " + sum(fresh) + ",\n    " + sum("not " + fresh) + ",\n    "
                + sum(fresh + " and " + Told.OPERATION + " = 'U' and (" + Told.BEFORE + " = 'D' or " + Told.BEFORE
                        + " is null and " + Told.LIVING + " = 0)")
                + ",\n    " + sum(Told.LAST + " <> 'D' and " + Told.LIVING + " = 0") + ",\n    "
                + sum(Told.LAST + " <> 'D' and " + Told.LIVING + " = 1") + ",\n    "
                + sum(Told.LAST + " = 'D' and " + Told.LIVING + " = 1") + "\nfrom " + told();
    }

    private static String sum(String condition) {
        return "coalesce(sum(case when " + condition + " then 1 else 0 end), 0)";
    }

    /** Empty where nobody could be asked. */
    Optional<OperationCounts> counts(Shape shape) {
        return answered(shape).map(n -> new OperationCounts(n.get(0), n.get(1), n.get(2)));
    }

    /** Keys that stand afterwards and did not before, that did and do, and that do not any more. */
    Optional<RowCounts> rowCounts(Shape shape) {
        return answered(shape).map(n -> new RowCounts(n.get(3), n.get(4), n.get(5)));
    }

    private static Optional<List<Long>> answered(Shape shape) {
        return Optional.ofNullable(shape.answers().get(COUNTS))
                .flatMap(found -> found.rows().stream().findFirst())
                .map(row -> row.stream()
                        .map(number -> ((Number) number).longValue())
                        .toList());
    }

    /** @param after columns of the table once the operations are applied */
    OperationFold fold(List<CatalogColumn> after) {
        List<CatalogColumn> stays = after.stream()
                .filter(c -> SchemaChange.find(rows.brought(), c.name()).isEmpty())
                .toList();
        return new OperationFold(work, operations(), told(), table, stays);
    }
}
