package dev.ashlar.plan;

import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Materialization.CdcUpdate;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.Operations.Told;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.CatalogRelation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The rows that the fresh operations of a change stream leave, one a key, as a query. Of whole rows the last one stands; of
 * changed columns, each column's last value since the key was last inserted or deleted, and else the one that stood before.
 *
 * @param operations as {@link Operations} told them, in a table
 * @param table that the operations are applied to; empty when it is built
 * @param stays columns of the table that the stream does not bring
 */
record OperationFold(
        Assignment work,
        Operations operations,
        RelationName told,
        Optional<CatalogRelation> table,
        List<CatalogColumn> stays) {

    String sql() {
        CdcRows rows = operations.rows();
        List<String> columns = new ArrayList<>();
        for (CatalogColumn column : rows.brought()) {
            columns.add(value(column) + " as " + spelled(column.name()));
        }
        for (CatalogColumn column : stays) columns.add(staying(column) + " as " + column.name());
        if (!changed() && !rows.soft()) {
            return "select\n    " + String.join(",\n    ", columns) + "\nfrom " + told + " as ended\nwhere ended."
                    + Told.LAST + " <> 'D'";
        }
        return "with ended as (\n    select * from " + told + " where " + Operations.TOUCHED + "\n)," + fold()
                + "\nselect\n    " + String.join(",\n    ", columns)
                + "\nfrom ended\nleft join folded on folded.ashlar_place = 1 and "
                + rows.keysMeet("folded", "ended")
                + table.map(t -> "\nleft join " + t.name() + " as kept on " + rows.keysMeet("kept", "ended"))
                        .orElse("")
                + (rows.soft() ? "" : "\nwhere ended." + Told.LAST + " <> 'D'");
    }

    /** What it gives, in its order. */
    List<CatalogColumn> columns() {
        List<CatalogColumn> columns = new ArrayList<>();
        for (CatalogColumn column : operations.rows().brought()) {
            columns.add(new CatalogColumn(spelled(column.name()), column.type(), Optional.empty()));
        }
        columns.addAll(stays);
        return columns;
    }

    private ColumnName spelled(ColumnName name) {
        return table.flatMap(t -> t.find(name)).map(CatalogColumn::name).orElse(name);
    }

    private boolean changed() {
        return operations.rows().cdc().update() == CdcUpdate.CHANGED;
    }

    private String value(CatalogColumn column) {
        CdcRows rows = operations.rows();
        ColumnName name = column.name();
        if (name.equals(CdcRows.IS_DELETED) && rows.soft()) return "ended." + Told.LAST + " = 'D'";
        if (rows.keys().contains(name) || rows.sequence().contains(name)) return "ended." + name;
        if (!changed() && !rows.soft()) return "ended." + name;
        Optional<String> old = table.flatMap(t -> t.find(name)).map(present -> old(present, column));
        String folded = "folded." + name;
        if (changed() && old.isPresent()) {
            folded = "case when " + onTop() + " then coalesce(" + folded + ", " + old.get() + ") else " + folded
                    + " end";
        }
        if (!rows.soft()) return folded;
        String stands = folded;
        String first = rows.keys().get(0).quoted();
        // of a key that nothing but deletes spoke of, key and sequence are all that does not depend on which came first
        return old.map(kept -> "case when folded." + first + " is not null then " + stands + " else " + kept + " end")
                .orElse(stands);
    }

    /** What is cast to another nature is so here as well. */
    private String old(CatalogColumn present, CatalogColumn column) {
        String value = "kept." + present.name();
        return work.context().types().join(present.type(), column.type()).isPresent()
                ? value
                : "cast(" + value + " as " + column.type() + ")";
    }

    /** Whether the folded columns change a row that stands. */
    private String onTop() {
        return "folded.ashlar_reset = 0 and ended." + Told.LIVING + " = 1";
    }

    private String staying(CatalogColumn column) {
        String first = operations.rows().keys().get(0).quoted();
        String kept = "kept." + column.name();
        String none = "cast(null as " + column.type() + ")";
        String folded = changed() ? "case when " + onTop() + " then " + kept + " end" : none;
        if (!operations.rows().soft()) return folded;
        return "case when folded." + first + " is not null then " + folded + " else " + kept + " end";
    }

    private String fold() {
        return changed() ? foldChanges() : foldRows();
    }

    private String ofKey(String alias, String direction) {
        CdcRows rows = operations.rows();
        return "partition by " + rows.keyList(alias) + " order by "
                + rows.sequence().stream().map(c -> alias + "." + c + direction).collect(Collectors.joining(", "));
    }

    private String foldRows() {
        return "\nfolded as (\n    select fresh.*, row_number() over (" + ofKey("fresh", " desc")
                + ") as ashlar_place\n    from " + told + " as fresh\n    where fresh." + Told.STATE
                + " = 'fresh' and fresh." + Told.OPERATION + " <> 'D'\n)";
    }

    /**
     * The values up to the last operation that is no delete. A column's values are numbered as they come, nulls left out, so
     * that the first row of the last number holds the last value: engines differ in how they pass over nulls otherwise.
     */
    private String foldChanges() {
        List<ColumnName> values = operations.rows().all().stream()
                .map(CatalogColumn::name)
                .filter(c -> !operations.rows().keys().contains(c)
                        && !operations.rows().sequence().contains(c))
                .toList();
        CdcRows rows = operations.rows();
        String both = KeyMatch.list("since", rows.keys()) + ", " + rows.sequenceList("since");
        StringBuilder since = new StringBuilder();
        StringBuilder folded = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            String value = "case when since." + Told.OPERATION + " <> 'D' then since." + values.get(i) + " end";
            since.append(",\n        ").append(value).append(" as ").append(values.get(i));
            since.append(",\n        count(")
                    .append(value)
                    .append(") over (")
                    .append(ofKey("since", ""))
                    .append(" rows unbounded preceding) as ashlar_n")
                    .append(i);
            folded.append(",\n        first_value(numbered.")
                    .append(values.get(i))
                    .append(") over (")
                    .append(ofKey("numbered", "").replace(" order by ", ", numbered.ashlar_n" + i + " order by "))
                    .append(" rows between unbounded preceding and unbounded following) as ")
                    .append(values.get(i));
        }
        String resets = "case when since." + Told.OPERATION + " in ('I', 'D') then 1 else 0 end";
        return "\nalive as (\n    select fresh.*, sum(case when fresh." + Told.OPERATION
                + " <> 'D' then 1 else 0 end) over (" + ofKey("fresh", " desc")
                + " rows unbounded preceding) as ashlar_later\n    from " + told + " as fresh\n    where fresh."
                + Told.STATE + " = 'fresh'\n),\nsince as (\n    select since.*, coalesce(sum(" + resets + ") over ("
                + ofKey("since", " desc")
                + " rows between unbounded preceding and 1 preceding), 0) as ashlar_resets\n    from alive as since\n"
                + "    where since.ashlar_later > 0\n),\nnumbered as (\n    select\n        " + both + ",\n        "
                + resets + " as ashlar_resetting" + since + "\n    from since\n    where since.ashlar_resets = 0\n),\n"
                + "folded as (\n    select\n        " + rows.keyList("numbered") + ",\n        row_number() over ("
                + ofKey("numbered", " desc")
                + ") as ashlar_place,\n        max(numbered.ashlar_resetting) over (partition by "
                + rows.keyList("numbered") + ") as ashlar_reset" + folded + "\n    from numbered\n)";
    }
}
