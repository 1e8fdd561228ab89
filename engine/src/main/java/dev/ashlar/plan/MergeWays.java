package dev.ashlar.plan;

import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.RowStatement.KeyEquality;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.RowCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How an engine carries out a merge of a batch into a table.
 *
 * <p>An engine with the whole MERGE does it by that. One with the narrow form does it by that where keys are all that decides
 * and something is updated. Else, where whole rows are replaced, the old ones are deleted and the batch inserted; where a
 * row keeps a part, or a condition decides, the batch's new rows are set apart first, since an update may change what
 * the condition looks at: then the known rows are updated and the new ones inserted.
 */
record MergeWays(
        Assignment work, RelationName batch, List<ColumnName> keys, KeyEquality equality, List<String> predicates) {
    private static final String SOURCE = "DBT_INTERNAL_SOURCE";
    private static final String TARGET = "DBT_INTERNAL_DEST";
    private static final String ROWS = "batch_rows";
    private static final String KNOWN = "known_rows";

    /** What must be asked before, so that inserted rows can be told from updated ones. */
    List<Step.Question> questions() {
        if (work.can(EngineCapability.MERGE_CONDITIONAL) || !predicates.isEmpty()) return List.of();
        return List.of(
                new Step.Question(ROWS, "select count(*)\nfrom " + batch),
                new Step.Question(
                        KNOWN,
                        "select count(*)\nfrom " + batch + " as " + SOURCE + "\nwhere exists (select 1 from "
                                + work.name() + " as " + TARGET + " where " + matching() + ")"));
    }

    /**
     * @param target where to write
     * @param table columns of the target
     * @param updated columns that a known row takes from the batch
     * @param written all columns of the batch that the target has
     */
    List<Statement> statements(
            RelationName target, List<CatalogColumn> table, List<ColumnName> updated, List<ColumnName> written) {
        if (byMerge(updated)) {
            return List.of(new RowStatement.MergeInto(target, batch, keys, equality, updated, written, predicates));
        }
        if (byDeleting(table, updated)) {
            return List.of(
                    new RowStatement.DeleteMatching(target, batch, keys, equality, predicates),
                    insert(target, written, batch));
        }
        if (updated.isEmpty()) return List.of(insertMissing(target, written));
        RelationName missing = work.names().changes();
        List<Statement> statements = new ArrayList<>();
        statements.add(new RelationStatement.CreateTemporaryTableAs(missing, missing(target, written), ""));
        statements.add(new RowStatement.UpdateMatching(target, batch, keys, equality, updated, predicates));
        statements.add(insert(target, written, missing));
        return statements;
    }

    private boolean byMerge(List<ColumnName> updated) {
        if (work.can(EngineCapability.MERGE_CONDITIONAL)) return true;
        return work.can(EngineCapability.MERGE_NARROW)
                && equality instanceof KeyEquality.Plain
                && predicates.isEmpty()
                && !updated.isEmpty();
    }

    private boolean byDeleting(List<CatalogColumn> table, List<ColumnName> updated) {
        return predicates.isEmpty() && table.stream().allMatch(c -> among(keys, c.name()) || among(updated, c.name()));
    }

    /** Whether the statements stage the new rows in a temporary table of their own. */
    boolean stagesMissing(List<CatalogColumn> table, List<ColumnName> updated) {
        return !byMerge(updated) && !byDeleting(table, updated) && !updated.isEmpty();
    }

    /** The rows that the statements move, where these do not tell; empty where they do or nobody was asked. */
    Optional<RowCounts> counted(List<CatalogColumn> table, List<ColumnName> updated, Shape shape) {
        boolean told = work.can(EngineCapability.MERGE_CONDITIONAL)
                || !(byMerge(updated) || byDeleting(table, updated))
                || !shape.answers().containsKey(KNOWN);
        if (told) return Optional.empty();
        long known = shape.number(KNOWN);
        return Optional.of(new RowCounts(shape.number(ROWS) - known, known, 0));
    }

    private static Statement insert(RelationName target, List<ColumnName> written, RelationName from) {
        return new RowStatement.InsertFrom(target, written, "select " + KeyMatch.list(written) + "\nfrom " + from);
    }

    private Statement insertMissing(RelationName target, List<ColumnName> written) {
        return new RowStatement.InsertFrom(target, written, missing(target, written));
    }

    /** The rows of the batch that the target does not know. */
    private String missing(RelationName target, List<ColumnName> written) {
        StringBuilder sql = new StringBuilder("select ")
                .append(KeyMatch.list(SOURCE, written))
                .append("\nfrom ")
                .append(batch)
                .append(" as " + SOURCE + "\nwhere not exists (\n    select 1 from ")
                .append(target)
                .append(" as " + TARGET + "\n    where ")
                .append(matching());
        predicates.forEach(
                predicate -> sql.append("\n        and (").append(predicate).append(")"));
        return sql.append("\n)").toString();
    }

    private String matching() {
        return KeyMatch.equal(SOURCE, TARGET, keys, equality);
    }

    private static boolean among(List<ColumnName> columns, ColumnName column) {
        return columns.stream().anyMatch(column::sameAs);
    }
}
