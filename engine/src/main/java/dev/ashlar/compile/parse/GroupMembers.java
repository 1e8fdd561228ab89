package dev.ashlar.compile.parse;

import dev.ashlar.compile.config.ResolvedConfig;
import dev.ashlar.diagnostic.Diagnostics;
import dev.ashlar.diagnostic.NearestName;
import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.graph.TransactionGroups;
import dev.ashlar.manifest.Column;
import dev.ashlar.manifest.Constraint;
import dev.ashlar.manifest.Hook;
import dev.ashlar.manifest.Materialization;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.Project;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Refuses what cannot be published together with others in one transaction. */
final class GroupMembers {
    private static final String KEY = "transaction_group";

    private final Diagnostics diagnostics;

    GroupMembers(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    /** What a model cannot be by itself if it names a group. */
    void check(Draft draft, Node.Model model) {
        Optional<String> group = model.transactionGroup();
        if (group.isEmpty() || !draft.isEnabled()) return;
        ResolvedConfig config = draft.config();
        SourceLocation at = config.placeOf(KEY, draft.at());
        unfit(model.materialization(), config)
                .ifPresent(reason -> diagnostics.error(
                        at,
                        "The " + draft.what() + " cannot be of transaction group '" + group.get() + "': " + reason,
                        "A group takes tables and incremental models; take '" + KEY + "' out here."));
        Stream.concat(model.build().preHooks().stream(), model.build().postHooks().stream())
                .filter(hook -> hook.place() == Hook.Place.OUTSIDE_TRANSACTION)
                .forEach(hook -> diagnostics.error(
                        hook.at(),
                        "A hook of " + draft.what()
                                + " runs outside transactions, but the model is published in that of group '"
                                + group.get() + "'.",
                        "Let it run inside ('transaction: true'), or take '" + KEY + "' out of the model."));
    }

    private static Optional<String> unfit(Materialization materialization, ResolvedConfig config) {
        return switch (materialization) {
            case Materialization.Table m -> Optional.empty();
            case Materialization.Incremental m ->
                config.text("incremental_strategy").filter("microbatch"::equals).isPresent()
                        ? Optional.of("a microbatch model has a transaction for each of its batches.")
                        : Optional.empty();
            case Materialization.View m ->
                Optional.of("it is a view, which shows what it reads as soon as that is published.");
            case Materialization.MaterializedView m ->
                Optional.of("it is a materialized view, which some engines refresh by themselves.");
            case Materialization.Ephemeral m -> Optional.of("it is ephemeral, so it is never published.");
            case Materialization.External m -> Optional.of("its files are outside any transaction.");
            case Materialization.Custom m ->
                Optional.of("its materialization '" + m.name() + "' has transactions of its own.");
        };
    }

    /** What the models of a group cannot be to each other. */
    void check(Project project) {
        TransactionGroups groups = TransactionGroups.of(project);
        for (String name : groups.names()) {
            List<Node.Model> members = groups.members(name).stream()
                    .map(id -> (Node.Model) project.load(id))
                    .toList();
            if (members.size() == 1) lonely(name, members.get(0), groups);
            sameNames(name, members);
            for (Node.Model model : members) keys(name, model, project, groups);
        }
    }

    private void lonely(String name, Node.Model model, TransactionGroups groups) {
        List<String> others =
                groups.names().stream().filter(other -> !other.equals(name)).toList();
        diagnostics.warning(
                model.header().location(),
                "Transaction group '" + name + "' has only one model, '" + model.name() + "'.",
                NearestName.didYouMean(name, others));
    }

    /** What is staged in one session must not meet. */
    private void sameNames(String name, List<Node.Model> members) {
        Map<String, Node.Model> first = new HashMap<>();
        for (Node.Model model : members) {
            String identifier = model.build().relation().identifier();
            Node.Model other = first.putIfAbsent(identifier.toLowerCase(Locale.ROOT), model);
            if (other == null) continue;
            diagnostics.error(
                    model.header().location(),
                    "Models '" + other.name() + "' (" + other.header().location() + ") and '" + model.name()
                            + "' of transaction group '" + name + "' would both be named '" + identifier
                            + "', if in different schemas: what is staged of them for one transaction would meet.",
                    "Give one another 'alias'.");
        }
    }

    /** A candidate's foreign key would lead to the table that is about to be replaced. */
    private void keys(String name, Node.Model model, Project project, TransactionGroups groups) {
        List<Constraint> constraints = new ArrayList<>(model.build().constraints());
        for (Column column : model.build().columns()) constraints.addAll(column.constraints());
        for (Constraint constraint : constraints) {
            Optional<NodeId> to =
                    constraint.to().filter(id -> !id.equals(model.id()) && groups.areTogether(model.id(), id));
            if (to.isEmpty()) continue;
            diagnostics.error(
                    model.header().location(),
                    "The foreign key of model '" + model.name() + "' to '"
                            + project.load(to.get()).name() + "' cannot be made: both are of transaction group '"
                            + name + "', so the new one would refer to the table that is about to be replaced.",
                    "Take the constraint out; a 'relationships' test gates the group by the same rule.");
        }
    }
}
