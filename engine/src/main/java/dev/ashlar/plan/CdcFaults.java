package dev.ashlar.plan;

import dev.ashlar.diagnostic.Counted;
import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Materialization.OnStale;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.manifest.RowOperations;
import dev.ashlar.manifest.RowOperations.Operation;
import dev.ashlar.plan.Operations.Told;
import dev.ashlar.plan.Step.Question;
import dev.ashlar.report.QueryResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Operations of a change stream that cannot be applied: asked for before anything is written, five of them shown. */
final class CdcFaults {
    private static final String NO_SEQUENCE = "null_sequences";
    private static final String NO_OPERATION = "unknown_operations";
    private static final String CONTRADICTING = "contradicting_operations";
    private static final String LATE = "stale_operations";
    private static final int SHOWN = 5;

    private final Assignment work;
    private final CdcRows rows;
    private final RelationName source;
    private final RelationName told;

    CdcFaults(Assignment work, CdcRows rows, RelationName source, RelationName told) {
        this.work = work;
        this.rows = rows;
        this.source = source;
        this.told = told;
    }

    List<Question> questions() {
        List<Question> questions = new ArrayList<>();
        questions.add(new KeyFaults(work.node(), rows.keys()).nulls(source));
        questions.add(new Question(
                NO_SEQUENCE,
                shown(rows.keys(), source, KeyMatch.anyNull(rows.sequence()), KeyMatch.list(rows.keys()))));
        questions.add(new Question(NO_OPERATION, unknown()));
        questions.add(new Question(CONTRADICTING, contradicting()));
        if (rows.cdc().onStale() != OnStale.SKIP) {
            questions.add(new Question(
                    LATE, shown(keysAndSequence(), told, Told.STATE + " = 'stale'", KeyMatch.list(keysAndSequence()))));
        }
        return questions;
    }

    private List<ColumnName> keysAndSequence() {
        List<ColumnName> columns = new ArrayList<>(rows.keys());
        columns.addAll(rows.sequence());
        return columns;
    }

    private static String shown(List<ColumnName> columns, RelationName from, String condition, String order) {
        return "select " + KeyMatch.list(columns) + ", count(*) over () as found\nfrom " + from + "\nwhere " + condition
                + "\norder by " + order + "\nlimit " + SHOWN;
    }

    private String unknown() {
        RowOperations operations = rows.cdc().operations();
        String words = Arrays.stream(Operation.values())
                .flatMap(one -> operations.of(one).stream())
                .map(Operations::literal)
                .collect(Collectors.joining(", "));
        List<ColumnName> columns = new ArrayList<>(rows.keys());
        columns.add(rows.operation());
        String condition = rows.operation() + " is null or cast(" + rows.operation() + " as varchar(65535)) not in ("
                + words + ")";
        return shown(columns, source, condition, KeyMatch.list(columns));
    }

    private String contradicting() {
        String columns = KeyMatch.list(keysAndSequence());
        return "select " + columns + ", count(*) over () as found\nfrom " + told + "\nwhere " + Told.DIFFERS
                + " = 1\ngroup by " + columns + "\norder by " + columns + "\nlimit " + SHOWN;
    }

    /** @throws DiagnosticException when the answers show operations that cannot be applied */
    void demandNone(Shape shape) {
        new KeyFaults(work.node(), rows.keys()).demandNone(shape);
        List<Diagnostic> faults = new ArrayList<>();
        String sequence = "sequence_column ("
                + rows.sequence().stream().map(ColumnName::name).collect(Collectors.joining(", ")) + ")";
        find(shape, NO_SEQUENCE, "row without a " + sequence, "rows without a " + sequence, rows.keys())
                .ifPresent(
                        words -> faults.add(error(words, "Only what has a place among the others can win or lose.")));
        List<ColumnName> named = new ArrayList<>(rows.keys());
        named.add(rows.operation());
        String known = String.join(", ", rows.cdc().operations().known());
        find(
                        shape,
                        NO_OPERATION,
                        "row whose operation_column holds none of " + known,
                        "rows whose operation_column holds none of " + known,
                        named)
                .ifPresent(words -> faults.add(
                        error(words, "Map other words with operation_values, for example {\"insert\": \"I\"}.")));
        find(
                        shape,
                        CONTRADICTING,
                        "key with differing operations of one " + sequence,
                        "keys with differing operations of one " + sequence,
                        keysAndSequence())
                .ifPresent(words -> faults.add(
                        error(words, "Add columns to sequence_column that tell which of them is the later one.")));
        if (rows.cdc().onStale() == OnStale.FAIL) {
            late(shape).ifPresent(words -> faults.add(error(words, remedyOfLate())));
        }
        if (!faults.isEmpty()) throw new DiagnosticException(faults, null);
    }

    private static String remedyOfLate() {
        return "Bring the operations of a key in order, leave such out with on_stale: skip, or rebuild the table from all"
                + " operations with --full-refresh.";
    }

    /** What is said about operations that came too late, where that is no failure. */
    List<Diagnostic> notes(Shape shape) {
        if (rows.cdc().onStale() != OnStale.WARN) return List.of();
        return late(shape)
                .map(words -> Diagnostic.warning(
                        work.node().header().location(),
                        "The query of " + PlanRefusal.thing(work.node()) + " gives " + words
                                + "; what comes too late is left out.",
                        ""))
                .stream()
                .toList();
    }

    private Optional<String> late(Shape shape) {
        return find(
                shape,
                LATE,
                "operation that is not newer than what was applied to its key",
                "operations that are not newer than what was applied to their key",
                keysAndSequence());
    }

    private Diagnostic error(String words, String remedy) {
        return Diagnostic.error(
                work.node().header().location(),
                "Cannot build " + PlanRefusal.thing(work.node()) + ": its query gives " + words + ".",
                remedy);
    }

    private static Optional<String> find(
            Shape shape, String question, String one, String more, List<ColumnName> columns) {
        QueryResult found = shape.answers().get(question);
        if (found == null || found.rows().isEmpty()) return Optional.empty();
        String examples = found.rows().stream()
                .limit(SHOWN)
                .map(row -> shown(columns, row))
                .collect(Collectors.joining(", "));
        long number = ((Number) found.rows().get(0).get(columns.size())).longValue();
        return Optional.of(Counted.of(number, one, more) + ", for example " + examples);
    }

    private static String shown(List<ColumnName> columns, List<Object> row) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) parts.add(columns.get(i).name() + "=" + row.get(i));
        return "(" + String.join(", ", parts) + ")";
    }
}
