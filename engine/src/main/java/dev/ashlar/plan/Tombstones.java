package dev.ashlar.plan;

import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Node.Layout;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.RelationStatement.RenameIndex;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.CatalogRelation;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What remembers the rows that a change stream deleted, so that an older operation on one of them, come late, does not bring
 * it back: key, sequence of the delete, and the time of the run that applied it, in a table beside the published one. A key
 * stands there or in the published table, never in both.
 *
 * @param told the operations of this run, as {@link Operations} told them
 */
record Tombstones(Assignment work, CdcRows rows, RelationName told) {
    static final ColumnName DELETED_AT = new ColumnName("deleted_at");

    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** Purged by range: on engines that sort a table's rows, in the order of that. */
    private static final Layout BY_TIME = new Layout(Map.of("sort", DELETED_AT.name()));

    private List<ColumnName> columns() {
        List<ColumnName> columns = new ArrayList<>(rows.keys());
        columns.addAll(rows.sequence());
        columns.add(DELETED_AT);
        return columns;
    }

    private String ofThisRun() {
        return "select " + KeyMatch.list(rows.keys()) + ", " + KeyMatch.list(rows.sequence()) + ", "
                + "cast('" + UTC.format(work.context().runTime()) + "' as timestamp) as " + DELETED_AT + "\nfrom "
                + told
                + "\nwhere " + Operations.GONE;
    }

    /** Makes them beside the candidate of a table that is built. */
    List<Statement> candidate() {
        RelationName name = work.names().deletedCandidate();
        List<Statement> statements = new ArrayList<>();
        statements.add(new RelationStatement.CreateTableAs(name, ofThisRun(), BY_TIME, ""));
        statements.addAll(indexes(name));
        statements.add(work.marker(name));
        return statements;
    }

    private List<Statement> indexes(RelationName table) {
        if (!indexed(work)) return List.of();
        return List.of(
                new RelationStatement.CreateIndex(
                        table, index(work, table, "__keys"), Map.of("columns", names(rows.keys()))),
                new RelationStatement.CreateIndex(
                        table, index(work, table, "__time"), Map.of("columns", List.of(DELETED_AT.name()))));
    }

    private static List<String> names(List<ColumnName> columns) {
        return columns.stream().map(ColumnName::name).toList();
    }

    /** Where an index keeps a table from being renamed, the engine finds rows by their order well enough. */
    private static boolean indexed(Assignment work) {
        return work.can(EngineCapability.INDEXES) && !work.can(EngineCapability.INDEX_BLOCKS_RENAME);
    }

    private static String index(Assignment work, RelationName table, String suffix) {
        return CandidateNames.shortened(
                table.identifier(), suffix, work.context().identifierLimit());
    }

    /** The table and its indexes under another name. */
    static List<Statement> renamed(Assignment work, RelationName from, RelationName to) {
        List<Statement> statements = new ArrayList<>(List.of(new RelationStatement.RenameTable(from, to)));
        if (indexed(work)) {
            for (String suffix : List.of("__keys", "__time")) {
                statements.add(new RenameIndex(to, index(work, from, suffix), index(work, to, suffix)));
            }
        }
        statements.add(work.marker(to));
        return statements;
    }

    /**
     * Brings them up to date in the transaction that applies the operations.
     *
     * @param table columns of the published table as they are then
     */
    List<Statement> applied(List<CatalogColumn> table, Optional<Duration> retention) {
        RelationName name = work.names().deleted();
        Optional<CatalogRelation> standing = work.state().remembered().deleted();
        List<Statement> statements = new ArrayList<>();
        if (standing.isEmpty()) {
            if (rows.soft()) return List.of();
            statements.add(new RelationStatement.CreateTableAs(name, ofThisRun(), BY_TIME, ""));
            statements.addAll(indexes(name));
            statements.add(work.marker(name));
            return statements;
        }
        statements.addAll(remade(standing.get(), table));
        statements.add(new RowStatement.DeleteKeys(name, told, rows.keys(), Operations.TOUCHED));
        if (rows.soft()) return statements;
        retention.ifPresent(kept -> statements.add(new RowStatement.DeleteBefore(name, DELETED_AT, before(kept))));
        statements.add(new RowStatement.InsertFrom(name, columns(), ofThisRun()));
        if (!work.state().known().contains(name)) statements.add(work.marker(name));
        return statements;
    }

    private Instant before(Duration kept) {
        return work.context().runTime().minus(kept);
    }

    /** The same rows in the types that the table's columns have by now; nothing where they have them. */
    private List<Statement> remade(CatalogRelation standing, List<CatalogColumn> table) {
        List<String> values = new ArrayList<>();
        boolean same = true;
        for (ColumnName column : columns()) {
            Optional<CatalogColumn> present = standing.find(column);
            Optional<String> type = SchemaChange.find(table, column).map(CatalogColumn::type);
            boolean fits = present.isPresent()
                    && (type.isEmpty()
                            || work.context()
                                    .types()
                                    .join(present.get().type(), type.get())
                                    .filter(present.get().type()::equals)
                                    .isPresent());
            same &= fits;
            values.add(
                    fits
                            ? column.quoted()
                            : "cast(" + (present.isPresent() ? column.quoted() : "null") + " as "
                                    + type.orElse("timestamp") + ") as " + column);
        }
        if (same) return List.of();
        RelationName anew = work.names().deletedCandidate();
        List<Statement> statements = new ArrayList<>();
        statements.add(new RelationStatement.CreateTableAs(
                anew, "select " + String.join(", ", values) + "\nfrom " + standing.name(), BY_TIME, ""));
        statements.add(work.drop(standing));
        statements.add(new RelationStatement.RenameTable(anew, standing.name()));
        statements.addAll(indexes(standing.name()));
        return statements;
    }

    /** @throws dev.ashlar.diagnostic.DiagnosticException when what stands remembers other keys */
    void demandSameKeys() {
        work.state().remembered().deleted().ifPresent(standing -> {
            for (ColumnName key : rows.keys()) {
                if (standing.find(key).isPresent()) continue;
                throw PlanRefusal.cannotBuild(
                        work.node(),
                        PlanRefusal.thing(standing) + " remembers deleted rows and has no column '" + key.name()
                                + "', which unique_key names.",
                        "Rebuild the table from all operations with --full-refresh.");
            }
        });
    }
}
