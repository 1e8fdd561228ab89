package dev.ashlar.plan;

import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.Bindings.Authority;
import dev.ashlar.plan.Bindings.BoundView;
import dev.ashlar.plan.Bindings.Contents;
import dev.ashlar.plan.Bindings.ForeignKey;
import dev.ashlar.plan.Bindings.RowType;
import dev.ashlar.report.Access;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.CatalogRelation;
import dev.ashlar.report.CatalogRelation.Kind;
import dev.ashlar.report.Grantee;
import dev.ashlar.report.Privilege;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What hangs on {@code shop.orders}, on engines where something can. */
enum Hanging {
    NOTHING,
    /** A view, a view over that view, a materialized view, and a table whose foreign key refers to it if it is a table. */
    VIEWS_AND_A_KEY;

    static final RelationName VIEW = RelationName.of("bi", "big_orders");
    static final RelationName OUTER = RelationName.of("bi", "top_orders");
    static final RelationName STORED = RelationName.of("bi", "orders_by_name");
    static final RelationName LINES = RelationName.of("shop", "lines");
    static final String KEY = "lines_order_fkey";

    /** Those that may be made again, and what each reads. */
    static RelationName read(RelationName view) {
        return view.equals(OUTER) ? VIEW : PlanNodes.ORDERS;
    }

    /** @param published what they hang on */
    List<CatalogRelation> relations(Kind published) {
        if (this == NOTHING) return List.of();
        List<CatalogRelation> relations =
                new ArrayList<>(views().stream().map(BoundView::relation).toList());
        if (published == Kind.TABLE) {
            relations.add(new CatalogRelation(
                    LINES, Kind.TABLE, List.of(), Optional.empty(), List.of(PlanNodes.ORDERS), Access.OWN));
        }
        return relations;
    }

    Bindings bindings(Kind published) {
        if (this == NOTHING) return Bindings.NONE;
        return new Bindings(views(), published == Kind.TABLE ? List.of(key(Authority.HELD)) : List.of(), List.of());
    }

    static List<BoundView> views() {
        return List.of(view(), outer(), stored());
    }

    static BoundView view() {
        return new BoundView(
                relation(VIEW, Kind.VIEW, Optional.of("ann"), Privilege.of("select", Grantee.user("reporting"))),
                " SELECT id, name FROM shop.orders",
                "ann",
                Authority.HELD,
                PlanNodes.names("id", "name"),
                RowType.UNUSED,
                List.of("security_barrier=true"),
                List.of(),
                Contents.NONE);
    }

    static BoundView outer() {
        return new BoundView(
                relation(OUTER, Kind.VIEW, Optional.empty(), Privilege.of("select", Grantee.EVERYBODY)),
                " SELECT id, name FROM bi.big_orders",
                "etl",
                Authority.HELD,
                List.of(),
                RowType.UNUSED,
                List.of(),
                List.of(),
                Contents.NONE);
    }

    private static BoundView stored() {
        return new BoundView(
                relation(STORED, Kind.MATERIALIZED_VIEW, Optional.empty()),
                " SELECT name, count(*) AS n FROM shop.orders GROUP BY name",
                "etl",
                Authority.HELD,
                PlanNodes.names("name"),
                RowType.UNUSED,
                List.of(),
                List.of(),
                Contents.FILLED);
    }

    static ForeignKey key(Authority authority) {
        return new ForeignKey(
                KEY,
                LINES,
                PlanNodes.names("order_id"),
                PlanNodes.ORDERS,
                PlanNodes.names("id"),
                "FOREIGN KEY (order_id) REFERENCES shop.orders(id)",
                "etl",
                authority);
    }

    private static CatalogRelation relation(RelationName name, Kind kind, Optional<String> owner, Privilege... held) {
        return new CatalogRelation(
                name,
                kind,
                List.of(new CatalogColumn(new ColumnName("name"), "text", Optional.of("Who it's for"))),
                Optional.of("Orders as the board sees them"),
                List.of(read(name)),
                new Access(owner, List.of(held)));
    }
}
