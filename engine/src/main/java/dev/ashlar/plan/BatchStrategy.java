package dev.ashlar.plan;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Materialization.Incremental;
import dev.ashlar.manifest.Materialization.IncrementalStrategy;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.Step.Question;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.CatalogRelation;
import dev.ashlar.report.OperationCounts;
import dev.ashlar.report.RowCounts;
import java.util.List;
import java.util.Optional;

/**
 * What the strategies of incremental models differ in: how the rows of a batch come into a table that stands. Staging,
 * gate, changes of columns and the transaction around are {@link IncrementalPlanner}'s.
 */
interface BatchStrategy {

    /** @throws DiagnosticException where the strategy cannot be carried out */
    static BatchStrategy of(Assignment work, Incremental incremental) {
        KeyedBatch batch = new KeyedBatch(work, incremental);
        return switch (incremental.strategy()) {
            case IncrementalStrategy.Append s -> new AppendStrategy(batch);
            case IncrementalStrategy.Merge merge -> new MergeStrategy(batch, merge);
            case IncrementalStrategy.DeleteInsert s -> new DeleteInsertStrategy(batch);
            case IncrementalStrategy.InsertOverwrite overwrite ->
                OverwriteStrategy.of(work, incremental, overwrite.partitionBy());
            case IncrementalStrategy.Microbatch microbatch ->
                new MicrobatchStrategy(
                        batch, microbatch, (Portion.Batch) work.context().portion());
            case IncrementalStrategy.Cdc cdc -> new CdcStrategy(work, incremental, cdc);
            case IncrementalStrategy.Custom custom -> new CustomStrategy(batch, custom.name());
        };
    }

    /** What builds the whole, where that is not a table made of the query. */
    default Optional<FirstBuild> firstBuild() {
        return Optional.empty();
    }

    /** The temporary table that takes the rows of the query. */
    RelationName staged();

    /** Temporary tables besides that one and the batch. */
    default List<RelationName> temporary() {
        return List.of();
    }

    /** What is asked of the staged rows before anything is written. */
    List<Question> questions();

    /**
     * What is looked at, in the place of {@link #questions}, once the columns of the staged rows are known.
     *
     * @param staged those columns
     */
    default Optional<Look> secondLook(List<CatalogColumn> staged) {
        return Optional.empty();
    }

    /** Whether there is a second look. */
    default boolean looksTwice() {
        return false;
    }

    /** @param first statements that the questions need */
    record Look(List<Statement> first, List<Question> questions) {
        public Look {
            first = List.copyOf(first);
            questions = List.copyOf(questions);
        }
    }

    /** Whether a batch must see what those before it did, so that none can be done beside it. */
    default boolean needsOrder() {
        return false;
    }

    /** What is written into records in the transaction that publishes. */
    default List<Statement> recorded() {
        return List.of();
    }

    /** What the user should hear about the batch. */
    default List<Diagnostic> notes(Shape shape) {
        return List.of();
    }

    /** What became of the operations, where the rows are some. */
    default Optional<OperationCounts> operations(Shape shape) {
        return Optional.empty();
    }

    /** @throws DiagnosticException when the answers show rows that must not be written */
    void demandSound(Shape shape);

    /**
     * The columns that the rows bring to the table.
     *
     * @param staged those of the staged rows
     */
    default List<CatalogColumn> brought(List<CatalogColumn> staged) {
        return staged;
    }

    /**
     * Statements that make the batch of the staged rows, before it is tested. None where the staged rows are the batch.
     *
     * @param staged columns of the staged rows
     * @param after columns of the table once it has taken the rows
     */
    default List<Statement> making(List<CatalogColumn> staged, List<CatalogColumn> after) {
        return List.of();
    }

    /** @param shape of the staged rows, with the answers */
    Applied applied(Receiving receiving, Shape shape);

    /**
     * A SELECT, in the columns of the batch, of the batch and of every row of the table that stays as it is.
     *
     * @param brought as {@link #brought} told them
     * @param table as it is published
     */
    String merged(List<CatalogColumn> brought, CatalogRelation table);

    /** The columns by which {@link #merged} leaves out rows of the table; empty where it does so otherwise or not at all. */
    default List<ColumnName> replacing() {
        return List.of();
    }

    /**
     * How the table will look once the batch is applied. By default nobody can tell before.
     *
     * @param table as it is published
     */
    default Outlook outlook(Receiving receiving, CatalogRelation table) {
        return new Outlook.Unknown("what its strategy does to it shows only by then");
    }

    /**
     * The table that takes the rows.
     *
     * @param name of the published table, or of the one that takes its place
     * @param columns that it has by then
     * @param written those that the batch brings too, spelled as the table does
     */
    record Receiving(RelationName name, List<CatalogColumn> columns, List<ColumnName> written) {
        public Receiving {
            columns = List.copyOf(columns);
            written = List.copyOf(written);
        }
    }

    /**
     * Statements of the transaction that writes.
     *
     * @param beside statements on other tables than the receiving one, in the transaction that publishes it
     * @param counted the rows they move, where they do not tell
     * @param temporary tables that they make for themselves
     */
    record Applied(
            List<Statement> statements,
            List<Statement> beside,
            Optional<RowCounts> counted,
            List<RelationName> temporary) {
        public Applied {
            statements = List.copyOf(statements);
            beside = List.copyOf(beside);
            temporary = List.copyOf(temporary);
        }

        /** Statements that tell the rows they move. */
        static Applied telling(Statement... statements) {
            return new Applied(List.of(statements), List.of(), Optional.empty(), List.of());
        }
    }
}
