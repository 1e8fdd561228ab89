package dev.ashlar.plan;

import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Materialization.CdcUpdate;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.manifest.RowOperations.Operation;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.CatalogRelation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The operations of a change stream, beside what is known of their keys. A query that finds the known rows by key alone, so
 * that its cost follows the stream; the rows that it gives are those of the stream, with the columns of {@link Told}.
 *
 * @param source the rows of the model's query
 * @param table that the operations are applied to; empty when it is built
 * @param deleted what remembers deleted rows
 */
record Operations(
        Assignment work,
        CdcRows rows,
        RelationName source,
        Optional<CatalogRelation> table,
        Optional<CatalogRelation> deleted) {

    /** What is told of an operation, as columns. */
    enum Told {
        /** {@code I}, {@code U} or {@code D}. */
        OPERATION("ashlar_operation"),
        /** 1 where an operation of the same key and sequence says something else. */
        DIFFERS("ashlar_differs"),
        /** {@code fresh}, {@code stale}, or {@code replay}: what was applied already, or stands twice. */
        STATE("ashlar_state"),
        /** 1 where the key stands in the table before. */
        LIVING("ashlar_living"),
        /** The fresh operation of the key that goes before this one. */
        BEFORE("ashlar_before"),
        /** The operation, where it is the last fresh one of its key. */
        LAST("ashlar_last");

        private final String column;

        Told(String column) {
            this.column = column;
        }

        @Override
        public String toString() {
            return column;
        }
    }

    /** Of the last operation of a key that is touched. */
    static final String TOUCHED = Told.LAST + " is not null";

    static final String GONE = Told.LAST + " = 'D'";

    private static final String ALL_OF_THEM = " rows between unbounded preceding and unbounded following)";

    String sql() {
        return "with named as (\n    select\n" + columns("source") + "        " + operation() + " as " + Told.OPERATION
                + "\n    from " + source + " as source\n),\nread as (\n    select\n" + columns("named")
                + "        named." + Told.OPERATION + ",\n        row_number() over (" + copies()
                + ") as ashlar_copy,\n        " + differing() + " as " + Told.DIFFERS + "\n    from named\n),\n"
                + "told as (\n    select\n" + columns("read") + "        read." + Told.OPERATION + ",\n        read."
                + Told.DIFFERS + ",\n        " + state() + " as " + Told.STATE + ",\n        " + living() + " as "
                + Told.LIVING + "\n    from read" + joins() + "\n)\nselect\n    told.*,\n    case when told."
                + Told.STATE + " = 'fresh' then lag(told." + Told.OPERATION + ") over (" + ofKey("")
                + ") end as " + Told.BEFORE + ",\n    case when told." + Told.STATE
                + " = 'fresh' and row_number() over (" + ofKey(" desc") + ") = 1 then told." + Told.OPERATION
                + " end as " + Told.LAST + "\nfrom told";
    }

    private String columns(String alias) {
        return rows.all().stream()
                .map(c -> "        " + alias + "." + c.name() + ",\n")
                .collect(Collectors.joining());
    }

    private String operation() {
        StringBuilder sql = new StringBuilder("case");
        for (Operation one : Operation.values()) {
            sql.append(" when cast(source.")
                    .append(rows.operation())
                    .append(" as varchar(65535)) in (")
                    .append(rows.cdc().operations().of(one).stream()
                            .map(Operations::literal)
                            .collect(Collectors.joining(", ")))
                    .append(") then cast('")
                    .append(one.name().charAt(0))
                    .append("' as varchar(1))");
        }
        return sql.append(" end").toString();
    }

    /** Backslashes are refused when the model is read, so that one form holds on every engine. */
    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private String ofOneSequence() {
        return "partition by " + rows.keyList("named") + ", " + rows.sequenceList("named") + " order by ";
    }

    private String copies() {
        List<ColumnName> loading = rows.ofLoading();
        return ofOneSequence()
                + (loading.isEmpty()
                        ? "named." + rows.sequence().get(0)
                        : loading.stream().map(c -> "named." + c + " desc").collect(Collectors.joining(", ")));
    }

    private String differing() {
        String over = " over (" + ofOneSequence() + "named." + rows.sequence().get(0) + ALL_OF_THEM;
        List<String> conditions = new ArrayList<>();
        conditions.add("named." + Told.OPERATION + " <> first_value(named." + Told.OPERATION + ")" + over);
        for (CatalogColumn column : rows.content()) {
            String own = "named." + column.name();
            conditions.add(CdcRows.differ(work.context().types(), column, own, "first_value(" + own + ")" + over));
        }
        return "case when " + String.join("\n            or ", conditions) + " then 1 else 0 end";
    }

    private String state() {
        StringBuilder sql = new StringBuilder("case when read.ashlar_copy > 1 then 'replay'");
        table.ifPresent(kept -> sql.append(overtaken("kept", kept, same(kept))));
        deleted.ifPresent(gone -> sql.append(overtaken("gone", gone, "read." + Told.OPERATION + " = 'D'")));
        return "cast(" + sql.append(" else 'fresh' end as varchar(6))");
    }

    /** @param same condition: what was applied last is this operation, if their sequences are equal */
    private String overtaken(String alias, CatalogRelation known, String same) {
        List<String> equal = new ArrayList<>();
        for (ColumnName column : rows.sequence()) {
            equal.add(known.find(column).isPresent() ? "read." + column + " = " + alias + "." + column : "1 = 0");
        }
        return "\n            when " + alias + "." + rows.keys().get(0) + " is not null and not ("
                + newer(alias, known, 0) + ")\n                then case when " + String.join(" and ", equal)
                + "\n                    and " + same + " then 'replay' else 'stale' end";
    }

    /** What has no sequence is older than everything. */
    private String newer(String alias, CatalogRelation known, int at) {
        ColumnName column = rows.sequence().get(at);
        if (known.find(column).isEmpty()) return "1 = 1";
        String mine = "read." + column;
        String other = alias + "." + column;
        String sql = other + " is null or " + mine + " > " + other;
        boolean last = at == rows.sequence().size() - 1;
        return last ? sql : sql + " or (" + mine + " = " + other + " and (" + newer(alias, known, at + 1) + "))";
    }

    private String same(CatalogRelation kept) {
        String deletes = "read." + Told.OPERATION + " = 'D'";
        String whole = allOf(kept, true);
        String parts = rows.cdc().update() == CdcUpdate.CHANGED
                ? "(read." + Told.OPERATION + " = 'U' and " + allOf(kept, false) + " or read." + Told.OPERATION
                        + " = 'I' and " + whole + ")"
                : "(" + whole + ")";
        if (!tellsDeletes()) return "not (" + deletes + ") and " + parts;
        String gone = "coalesce(kept." + CdcRows.IS_DELETED + ", false)";
        return "(" + deletes + " and " + gone + " or not (" + deletes + ") and not (" + gone + ") and " + parts + ")";
    }

    /** @param nulls whether a null of the operation is a value */
    private String allOf(CatalogRelation kept, boolean nulls) {
        List<String> conditions = new ArrayList<>();
        for (CatalogColumn column : rows.content()) {
            Optional<CatalogColumn> present = kept.find(column.name())
                    .filter(p ->
                            work.context().types().join(p.type(), column.type()).isPresent());
            if (present.isEmpty()) continue;
            String mine = "read." + column.name();
            String differ = CdcRows.differ(
                    work.context().types(),
                    column,
                    mine,
                    "kept." + present.get().name());
            conditions.add(nulls ? "not (" + differ + ")" : "(" + mine + " is null or not (" + differ + "))");
        }
        return conditions.isEmpty() ? "1 = 1" : String.join(" and ", conditions);
    }

    /** Whether the rows of the table say that their key is deleted. */
    boolean tellsDeletes() {
        return rows.soft() && table.flatMap(t -> t.find(CdcRows.IS_DELETED)).isPresent();
    }

    private String living() {
        if (table.isEmpty()) return "0";
        String stands = "kept." + rows.keys().get(0) + " is not null";
        return "case when " + stands
                + (tellsDeletes() ? " and not coalesce(kept." + CdcRows.IS_DELETED + ", false)" : "")
                + " then 1 else 0 end";
    }

    private String joins() {
        return table.map(t -> "\n    left join " + t.name() + " as kept on " + rows.keysMeet("kept", "read"))
                        .orElse("")
                + deleted.map(t -> "\n    left join " + t.name() + " as gone on " + rows.keysMeet("gone", "read"))
                        .orElse("");
    }

    private String ofKey(String direction) {
        return "partition by " + rows.keyList("told") + ", told." + Told.STATE + " order by "
                + rows.sequence().stream().map(c -> "told." + c + direction).collect(Collectors.joining(", "));
    }
}
