package dev.ashlar.plan;

import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Materialization.CdcDeletes;
import dev.ashlar.manifest.Materialization.Incremental;
import dev.ashlar.manifest.Materialization.IncrementalStrategy.Cdc;
import dev.ashlar.report.CatalogColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The columns of a change stream, by what they are for.
 *
 * @param cdc what the model says of them
 * @param all but the operation, in the order of the query
 * @param keys spelled as the query does
 * @param sequence likewise
 */
record CdcRows(
        Cdc cdc, ColumnName operation, List<CatalogColumn> all, List<ColumnName> keys, List<ColumnName> sequence) {
    /** Says of a row that its key is deleted. */
    static final ColumnName IS_DELETED = new ColumnName("is_deleted");

    /** What loading gives a row besides what its file says: two loads of one operation differ in it. */
    private static final Set<String> OF_LOADING = Set.of("_file", "_row", "_loaded_at", "_batch_id", "_row_hash");

    /**
     * @param staged columns of the query
     * @throws dev.ashlar.diagnostic.DiagnosticException naming a column that the model speaks of and the query lacks
     */
    static CdcRows of(Assignment work, Incremental incremental, Cdc cdc, List<CatalogColumn> staged) {
        ColumnName operation = find(
                        work,
                        staged,
                        "operation_column",
                        List.of(cdc.operations().column()))
                .get(0);
        List<ColumnName> keys = find(work, staged, "unique_key", incremental.uniqueKey());
        List<ColumnName> sequence = find(work, staged, "sequence_column", cdc.sequence());
        List<CatalogColumn> all = staged.stream()
                .filter(column -> !column.name().sameAs(operation))
                .toList();
        ColumnName ours = cdc.deletes() == CdcDeletes.SOFT ? IS_DELETED : Tombstones.DELETED_AT;
        List<CatalogColumn> kept = cdc.deletes() == CdcDeletes.SOFT
                ? all
                : all.stream()
                        .filter(c -> keys.contains(c.name()) || sequence.contains(c.name()))
                        .toList();
        if (SchemaChange.find(kept, ours).isPresent()) {
            throw PlanRefusal.cannotBuild(
                    work.node(),
                    "its query gives a column '" + ours.name() + "', which "
                            + (cdc.deletes() == CdcDeletes.SOFT ? "soft deletes add." : "is the time of a tombstone."),
                    "Give it another name.");
        }
        return new CdcRows(cdc, operation, all, keys, sequence);
    }

    private static List<ColumnName> find(
            Assignment work, List<CatalogColumn> staged, String key, List<ColumnName> named) {
        List<ColumnName> columns = staged.stream().map(CatalogColumn::name).toList();
        new KnownColumns(key, named).demandAmong(work.node(), columns);
        return named.stream()
                .map(name -> SchemaChange.find(staged, name).orElseThrow().name())
                .toList();
    }

    /** The columns that come to the table. */
    List<CatalogColumn> brought() {
        if (!soft()) return all;
        List<CatalogColumn> brought = new ArrayList<>(all);
        brought.add(new CatalogColumn(IS_DELETED, "boolean", Optional.empty()));
        return brought;
    }

    boolean soft() {
        return cdc.deletes() == CdcDeletes.SOFT;
    }

    String keyList(String alias) {
        return KeyMatch.list(alias, keys);
    }

    String sequenceList(String alias) {
        return KeyMatch.list(alias, sequence);
    }

    String keysMeet(String left, String right) {
        return KeyMatch.equal(left, right, keys, new RowStatement.KeyEquality.Plain());
    }

    /** Columns of loading, of which the newest counts where an operation came more than once. */
    List<ColumnName> ofLoading() {
        return all.stream()
                .map(CatalogColumn::name)
                .filter(CdcRows::isOfLoading)
                .toList();
    }

    /** Columns in which two operations of one key and sequence may differ, and then contradict each other. */
    List<CatalogColumn> content() {
        return all.stream()
                .filter(c -> !keys.contains(c.name()) && !sequence.contains(c.name()) && !isOfLoading(c.name()))
                .toList();
    }

    private static boolean isOfLoading(ColumnName column) {
        return OF_LOADING.contains(column.name().toLowerCase(Locale.ROOT));
    }

    /** A condition: the two values are not the same. Types without equality are compared as they are written. */
    static String differ(TypeWidening types, CatalogColumn column, String left, String right) {
        String a = types.written(column.type(), left).orElse(left);
        String b = types.written(column.type(), right).orElse(right);
        return "case when " + a + " = " + b + " or (" + left + " is null and " + right
                + " is null) then 0 else 1 end = 1";
    }
}
