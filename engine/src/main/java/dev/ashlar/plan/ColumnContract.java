package dev.ashlar.plan;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.manifest.Column;
import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Constraint;
import dev.ashlar.manifest.Node.Contract;
import dev.ashlar.plan.RelationStatement.ColumnDefinition;
import dev.ashlar.report.CatalogColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The columns and constraints that a node promises, where its contract is enforced. */
final class ColumnContract {
    private static final String DESCRIBING = "select actual.*, promised.*\nfrom (\n";

    private final Assignment work;
    private final List<Column> declared;

    ColumnContract(Assignment work) {
        this.work = work;
        this.declared = work.build().columns();
    }

    boolean enforced() {
        return work.build().contract() == Contract.ENFORCED;
    }

    /** A query whose columns are those of the SELECT, and behind them one of every declared type, in the engine's words. */
    String describing(String select) {
        if (!enforced()) return select;
        demandTypes();
        List<String> types = new ArrayList<>();
        for (int i = 0; i < declared.size(); i++) {
            types.add("cast(null as " + declared.get(i).dataType().orElseThrow() + ") as "
                    + new ColumnName("declared " + (i + 1)));
        }
        return DESCRIBING + select + "\n) as actual\ncross join (select " + String.join(", ", types) + ") as promised";
    }

    /** Whether a query is one that {@link #describing} made, with a column of every declared type. */
    static boolean isDescribing(String query) {
        return query.startsWith(DESCRIBING);
    }

    private void demandTypes() {
        List<String> bare = declared.stream()
                .filter(c -> c.dataType().isEmpty())
                .map(c -> "'" + c.name().name() + "'")
                .toList();
        if (declared.isEmpty()) {
            throw broken("its contract is enforced, but no columns are declared");
        }
        if (!bare.isEmpty()) throw broken("no data_type is declared for " + String.join(", ", bare));
    }

    /**
     * The columns of the SELECT alone.
     *
     * @param described what {@link #describing} gave
     * @throws DiagnosticException naming every column that is missing, not declared or of another type
     */
    List<CatalogColumn> checked(List<CatalogColumn> described) {
        return checked(described, own(described));
    }

    /** The columns of the SELECT alone, whatever was promised. */
    List<CatalogColumn> own(List<CatalogColumn> described) {
        return enforced() ? described.subList(0, described.size() - declared.size()) : described;
    }

    /** As {@link #checked(List)}. @param actual the columns that are to keep the contract, in the place of the SELECT's */
    List<CatalogColumn> checked(List<CatalogColumn> described, List<CatalogColumn> actual) {
        if (!enforced()) return actual;
        List<CatalogColumn> promised = described.subList(described.size() - declared.size(), described.size());
        List<String> faults = new ArrayList<>();
        for (int i = 0; i < declared.size(); i++) {
            ColumnName name = declared.get(i).name();
            String type = promised.get(i).type();
            Optional<CatalogColumn> found =
                    actual.stream().filter(c -> c.name().sameAs(name)).findFirst();
            if (found.isEmpty()) {
                faults.add("column '" + name.name() + "' is missing");
            } else if (!fits(type, found.get().type())) {
                faults.add("column '" + name.name() + "' is " + found.get().type() + ", declared " + type);
            }
        }
        actual.stream()
                .filter(c -> declared.stream().noneMatch(d -> d.name().sameAs(c.name())))
                .forEach(c -> faults.add("column '" + c.name().name() + "' is not declared"));
        if (!faults.isEmpty()) throw broken(String.join("; ", faults));
        return actual;
    }

    /** The type of a bare null says nothing, so it fits every declared one. */
    private boolean fits(String promised, String actual) {
        return work.context().types().same(promised, actual)
                || actual.replace("\"", "").equals("NULL");
    }

    private DiagnosticException broken(String faults) {
        return new DiagnosticException(Diagnostic.error(
                work.node().header().propertiesAt().orElse(work.node().header().location()),
                PlanRefusal.thing(work.node()) + " breaks its contract: " + faults + ".",
                "Change the query, or the columns declared for it."));
    }

    /** The declared columns with their own constraints. */
    List<ColumnDefinition> definitions() {
        return declared.stream()
                .map(c -> new ColumnDefinition(c.name(), c.dataType().orElseThrow(), ofColumn(c)))
                .toList();
    }

    /** Constraints of one column; none where it is not declared. */
    List<String> ofColumn(ColumnName name) {
        return declared.stream()
                .filter(c -> c.name().sameAs(name))
                .findFirst()
                .map(this::ofColumn)
                .orElse(List.of());
    }

    /** Whether the column bears a key or a default, which keep some engines from changing its type. */
    boolean fixes(ColumnName name) {
        if (!enforced()) return false;
        boolean key = work.build().constraints().stream()
                .filter(k -> k.kind() == Constraint.Kind.PRIMARY_KEY || k.kind() == Constraint.Kind.UNIQUE)
                .anyMatch(k -> k.columns().stream().anyMatch(name::sameAs));
        return key
                || declared.stream()
                        .filter(c -> c.name().sameAs(name))
                        .flatMap(c -> c.constraints().stream())
                        .anyMatch(k -> switch (k.kind()) {
                            case PRIMARY_KEY, UNIQUE -> true;
                            case CUSTOM ->
                                k.expression().toLowerCase(Locale.ROOT).contains("default");
                            case NOT_NULL, CHECK, FOREIGN_KEY -> false;
                        });
    }

    private List<String> ofColumn(Column column) {
        List<String> worded = new ArrayList<>();
        boolean notNull = work.build().constraints().stream()
                .filter(k -> k.kind() == Constraint.Kind.NOT_NULL)
                .anyMatch(k -> k.columns().stream().anyMatch(n -> n.sameAs(column.name())));
        if (notNull) worded.add("not null");
        for (Constraint constraint : column.constraints()) {
            word(constraint, List.of(column.name()))
                    .filter(w -> !worded.contains(w))
                    .ifPresent(worded::add);
        }
        return worded;
    }

    /** Constraints of the whole table. */
    List<String> ofTable() {
        return work.build().constraints().stream()
                .filter(k -> k.kind() != Constraint.Kind.NOT_NULL)
                .flatMap(k -> word(k, List.of()).stream())
                .toList();
    }

    /** @param alone the column it stands at; then it names none itself */
    private Optional<String> word(Constraint constraint, List<ColumnName> alone) {
        List<ColumnName> meant = alone.isEmpty() ? constraint.columns() : alone;
        String columns = alone.isEmpty() ? " (" + list(meant) + ")" : "";
        Optional<String> body = switch (constraint.kind()) {
            case NOT_NULL -> Optional.of("not null");
            case UNIQUE -> Optional.of("unique" + columns);
            case PRIMARY_KEY -> Optional.of("primary key" + columns);
            case CHECK -> checks() ? Optional.of("check (" + constraint.expression() + ")") : Optional.empty();
            case CUSTOM -> Optional.of(constraint.expression());
            case FOREIGN_KEY -> Optional.empty();
        };
        String name = new KeyNames(work)
                .onCandidate(constraint, meant)
                .map(n -> "constraint " + new ColumnName(n).quoted() + " ")
                .orElse("");
        return body.map(text -> name + text);
    }

    private static String list(List<ColumnName> columns) {
        return columns.stream().map(ColumnName::quoted).collect(Collectors.joining(", "));
    }

    /** Where nothing is enforced there is no CHECK at all, while keys are still declared for the optimizer. */
    private boolean checks() {
        return work.can(EngineCapability.CONSTRAINTS_ENFORCED);
    }

    /** What is declared and not kept. */
    List<Diagnostic> notes() {
        List<Diagnostic> notes = new ArrayList<>();
        if (declares(Constraint.Kind.FOREIGN_KEY)) {
            notes.add(note(
                    "foreign keys",
                    "on " + work.context().engine() + " a table that one refers to could not be swapped any more.",
                    "A 'relationships' test checks the same."));
        }
        if (declares(Constraint.Kind.CHECK) && !checks()) {
            notes.add(note(
                    "check constraints",
                    work.context().engine() + " has none.",
                    "An 'expression_is_true' test checks the same."));
        }
        return notes;
    }

    private boolean declares(Constraint.Kind kind) {
        return enforced()
                && Stream.concat(
                                work.build().constraints().stream(),
                                declared.stream().flatMap(c -> c.constraints().stream()))
                        .anyMatch(k -> k.kind() == kind);
    }

    private Diagnostic note(String what, String reason, String remedy) {
        return Diagnostic.warning(
                work.node().header().location(),
                "The " + what + " of " + PlanRefusal.thing(work.node()) + " are not declared in the warehouse: "
                        + reason,
                remedy);
    }
}
