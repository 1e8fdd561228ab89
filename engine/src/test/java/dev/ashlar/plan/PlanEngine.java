package dev.ashlar.plan;

import dev.ashlar.adapter.duckdb.DuckDbWarehouse;
import dev.ashlar.adapter.freemarker.FreemarkerStatementRenderer;
import dev.ashlar.adapter.postgres.PostgresFacts;
import dev.ashlar.adapter.redshift.RedshiftFacts;
import dev.ashlar.port.StatementRenderer;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.QueryResult;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The engines that are planned for, without a connection. */
enum PlanEngine {
    DUCKDB(DuckDbWarehouse.facts()),
    POSTGRES(PostgresFacts.FACTS),
    REDSHIFT(RedshiftFacts.FACTS);

    @SuppressWarnings("ImmutableEnumChecker") // its set is copied, its lattice has no state
    private final EngineFacts facts;

    @SuppressWarnings("ImmutableEnumChecker") // keeps parsed templates only
    private final StatementRenderer renderer;

    PlanEngine(EngineFacts facts) {
        this.facts = facts;
        this.renderer = new FreemarkerStatementRenderer(facts.name());
    }

    EngineFacts facts() {
        return facts;
    }

    StatementRenderer renderer() {
        return renderer;
    }

    /** The folder of its golden plans. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @param type one of {@link Type}, as the engine's catalog spells it */
    CatalogColumn column(String name, Type type) {
        return CatalogColumn.of(
                name,
                switch (this) {
                    case DUCKDB -> type.duckdb;
                    case POSTGRES, REDSHIFT -> type.servers;
                });
    }

    /** What {@code shop.orders} holds. */
    List<CatalogColumn> columns() {
        return List.of(column("id", Type.INTEGER), column("name", Type.TEXT));
    }

    /** What a history of them has besides. */
    List<CatalogColumn> meta() {
        return List.of(
                column("valid_from", Type.TIMESTAMP),
                column("valid_to", Type.TIMESTAMP),
                column("is_current", Type.BOOLEAN),
                column("scd_id", Type.TEXT),
                column("scd_updated_at", Type.TIMESTAMP));
    }

    /** The whole plan of a model or snapshot, as text. */
    String planned(CompiledNode node, Situation situation, List<CatalogColumn> table, Shape shape) {
        return planned(node, situation, new Portion.Whole(), table, shape);
    }

    /** Of a part. */
    String planned(CompiledNode node, Situation situation, Portion portion, List<CatalogColumn> table, Shape shape) {
        RelationState state = situation.state(node.node().id(), node.checksum(), table);
        PlanContext context = situation.context(this).of(portion);
        return PlanText.of(
                this,
                () -> Planners.begin(node, state, context),
                s -> Planners.proceed(node, state, context, s),
                shape,
                situation.bindings());
    }

    static Shape shape(List<CatalogColumn> columns) {
        return new Shape(columns, Map.of());
    }

    /** @param answers numbers by question */
    static Shape counted(List<CatalogColumn> columns, Map<String, Integer> answers) {
        Map<String, QueryResult> results = new HashMap<>();
        answers.forEach((question, number) ->
                results.put(question, new QueryResult(List.of(), List.of(List.<Object>of(number)))));
        return new Shape(columns, results);
    }

    enum Type {
        SMALLINT("SMALLINT", "smallint"),
        INTEGER("INTEGER", "integer"),
        INTEGER_BY_ANOTHER_NAME("int4", "int4"),
        BIGINT("BIGINT", "bigint"),
        DATE("DATE", "date"),
        TIMESTAMP("TIMESTAMP", "timestamp without time zone"),
        BOOLEAN("BOOLEAN", "boolean"),
        TEXT("VARCHAR", "character varying(40)"),
        TEXT_BY_ANOTHER_NAME("text", "varchar(40)"),
        LONGER_TEXT("VARCHAR", "character varying(80)");

        private final String duckdb;
        private final String servers;

        Type(String duckdb, String servers) {
            this.duckdb = duckdb;
            this.servers = servers;
        }
    }
}
