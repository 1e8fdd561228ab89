package dev.ashlar.port;

import dev.ashlar.diagnostic.SourceMap;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.manifest.TimeInterval;
import dev.ashlar.plan.Plan;
import dev.ashlar.plan.PlanContext;
import dev.ashlar.plan.RelationState;
import dev.ashlar.plan.Shape;
import dev.ashlar.plan.Step.LoadRows.Content;
import java.util.List;
import java.util.Map;

/**
 * Makes a node ready when its turn has come: a model or snapshot by rendering its template, a seed by reading its file, a
 * loaded source by finding its new files. The runner owns the rest (sessions, gates, transactions, results) and treats
 * all of them alike. Wiring supplies one for each kind of node.
 */
public interface NodeTask {
    /** @throws dev.ashlar.diagnostic.DiagnosticException with the user's place, when the node cannot be made ready */
    Prepared prepare(Node node, Facts facts);

    /** What is done to a node, as in {@code Cannot build model 'x'}. */
    default String deed() {
        return "build";
    }

    /** A node that is ready to be planned. */
    interface Prepared {
        /** What artifacts and logs show as compiled SQL; empty where no template is the node's query. */
        default String sql() {
            return "";
        }

        /** From positions in {@link #sql()} to the template. */
        default SourceMap map() {
            return SourceMap.EMPTY;
        }

        Plan begin(RelationState state, PlanContext context);

        /** After a plan that {@linkplain Plan#asksForShape() asked for a shape}. */
        Plan proceed(RelationState state, PlanContext context, Shape shape);

        /** For a {@link dev.ashlar.plan.Step.LoadRows}. Can be iterated more than once. */
        default Iterable<List<Object>> rows(Content content) {
            return List.of();
        }

        /** Nothing more is asked of it, whether all went well or not: what it holds open can go. */
        default void ended() {}
    }

    /**
     * What the runner knows and templates may ask.
     *
     * @param session the node's own, for {@code run_query} and ledgers
     * @param instead how some references print instead of their published relation: candidates under a gate, deferred
     *     nodes, filtered inputs
     * @param published how they print within the transaction that publishes the node, for hooks that run there
     */
    record Facts(
            WarehouseSession session,
            Map<NodeId, Instead> instead,
            IncrementalMode incremental,
            Map<NodeId, Instead> published,
            Reading reading) {
        public Facts {
            instead = Map.copyOf(instead);
            published = Map.copyOf(published);
        }

        public Facts(WarehouseSession session, Map<NodeId, Instead> instead, IncrementalMode incremental) {
            this(session, instead, incremental, instead);
        }

        /** Of all rows. */
        public Facts(
                WarehouseSession session,
                Map<NodeId, Instead> instead,
                IncrementalMode incremental,
                Map<NodeId, Instead> published) {
            this(session, instead, incremental, published, new Reading.Everything());
        }

        public Facts reading(Reading rows) {
            return new Facts(session, instead, incremental, published, rows);
        }

        /** The facts for what runs once the node is published. */
        public Facts oncePublished() {
            return new Facts(session, published, incremental);
        }

        /** For texts that do more with relations than read them. */
        public Facts readingEverything() {
            return reading(new Reading.Everything());
        }
    }

    /** Which rows of what it reads a node sees. */
    sealed interface Reading {
        record Everything() implements Reading {}

        /** What happened within an interval; nodes that do not say when their rows happened are read whole. */
        record Within(TimeInterval interval) implements Reading {}

        /**
         * The same, for a batch of a microbatch model.
         *
         * @param id as dbt names batches
         * @param rows which rows it sees for it
         */
        record Batch(String id, TimeInterval interval, Reading rows) implements Reading {}

        /** No rows at all. */
        record Nothing() implements Reading {}
    }

    /** Whether {@code is_incremental()} holds. */
    enum IncrementalMode {
        INCREMENT,
        FULL
    }

    /** A relation, or a SELECT (without brackets) in its place. */
    sealed interface Instead {
        record Relation(RelationName name) implements Instead {}

        record Rows(String select) implements Instead {}
    }
}
