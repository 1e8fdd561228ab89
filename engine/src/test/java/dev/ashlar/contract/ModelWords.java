package dev.ashlar.contract;

import dev.ashlar.manifest.Column;
import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Constraint;
import dev.ashlar.manifest.Materialization.Conduct;
import dev.ashlar.manifest.Materialization.Displaced;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.NodeConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What a properties file would say of a model. */
public final class ModelWords {
    private ModelWords() {}

    /** The column that says when a row happened. */
    public static UnaryOperator<Node.Model> eventTime(String column) {
        return model -> {
            Node.Header h = model.header();
            Node.Header told = new Node.Header(
                    h.id(),
                    h.name(),
                    h.packageName(),
                    h.fqn(),
                    h.location(),
                    h.propertiesAt(),
                    h.description(),
                    h.tags(),
                    h.meta(),
                    new NodeConfig(Map.of("event_time", column)),
                    h.dependsOn(),
                    h.macros());
            return with(model, told, model.build());
        };
    }

    /** How the engine stores it. */
    public static UnaryOperator<Node.Model> laidOut(Map<String, Object> layout) {
        return built(b -> new Node.Build(
                b.relation(),
                new Node.Layout(layout),
                b.columns(),
                b.contract(),
                b.constraints(),
                b.preHooks(),
                b.postHooks(),
                b.conduct(),
                b.persistDocs(),
                b.grants()));
    }

    /** Privileges, each with those who hold it. */
    public static UnaryOperator<Node.Model> grants(Map<String, List<String>> grants) {
        return built(b -> new Node.Build(
                b.relation(),
                b.layout(),
                b.columns(),
                b.contract(),
                b.constraints(),
                b.preHooks(),
                b.postHooks(),
                b.conduct(),
                b.persistDocs(),
                grants));
    }

    /** A contract that is enforced, with all columns of the model. */
    public static UnaryOperator<Node.Model> contract(List<Column> columns, List<Constraint> constraints) {
        return built(b -> new Node.Build(
                b.relation(),
                b.layout(),
                columns,
                Node.Contract.ENFORCED,
                constraints,
                b.preHooks(),
                b.postHooks(),
                b.conduct(),
                b.persistDocs(),
                b.grants()));
    }

    /** What becomes of the table that the model displaces. */
    public static UnaryOperator<Node.Model> displacing(Displaced displaced) {
        return built(b -> new Node.Build(
                b.relation(),
                b.layout(),
                b.columns(),
                b.contract(),
                b.constraints(),
                b.preHooks(),
                b.postHooks(),
                new Conduct(
                        b.conduct().publication(),
                        b.conduct().timeout(),
                        b.conduct().onError(),
                        b.conduct().fullRefresh(),
                        displaced),
                b.persistDocs(),
                b.grants()));
    }

    /** Descriptions that are kept as comments. */
    public static UnaryOperator<Node.Model> described(String description, List<Column> columns) {
        UnaryOperator<Node.Model> documented = built(b -> new Node.Build(
                b.relation(),
                b.layout(),
                columns,
                b.contract(),
                b.constraints(),
                b.preHooks(),
                b.postHooks(),
                b.conduct(),
                Node.PersistDocs.RELATION_AND_COLUMNS,
                b.grants()));
        return model -> {
            Node.Header h = model.header();
            Node.Header header = new Node.Header(
                    h.id(),
                    h.name(),
                    h.packageName(),
                    h.fqn(),
                    h.location(),
                    h.propertiesAt(),
                    description,
                    h.tags(),
                    h.meta(),
                    h.config(),
                    h.dependsOn(),
                    h.macros());
            return with(documented.apply(model), header, documented.apply(model).build());
        };
    }

    /** Published in one transaction with the others of the group. */
    public static UnaryOperator<Node.Model> together(String group) {
        return model -> {
            Node.Header h = model.header();
            Node.Header header = new Node.Header(
                    h.id(),
                    h.name(),
                    h.packageName(),
                    h.fqn(),
                    h.location(),
                    h.propertiesAt(),
                    h.description(),
                    h.tags(),
                    h.meta(),
                    new NodeConfig(Map.of("transaction_group", group)),
                    h.dependsOn(),
                    h.macros());
            return with(model, header, model.build());
        };
    }

    public static Column column(String name, String type, String description, Constraint... constraints) {
        return new Column(
                new ColumnName(name),
                Optional.of(type),
                description,
                List.of(),
                Map.of(),
                List.of(constraints),
                Optional.empty());
    }

    /** @param name empty for one that the user gave none */
    public static Constraint constraint(Constraint.Kind kind, String name, String... columns) {
        return new Constraint(
                kind,
                name.isEmpty() ? Optional.empty() : Optional.of(name),
                List.of(columns).stream().map(ColumnName::new).toList(),
                "",
                Optional.empty(),
                List.of());
    }

    private static UnaryOperator<Node.Model> built(UnaryOperator<Node.Build> change) {
        return model -> with(model, model.header(), change.apply(model.build()));
    }

    private static Node.Model with(Node.Model model, Node.Header header, Node.Build build) {
        return new Node.Model(
                header,
                model.layer(),
                build,
                model.materialization(),
                model.template(),
                model.access(),
                model.group(),
                model.version(),
                model.expires());
    }
}
