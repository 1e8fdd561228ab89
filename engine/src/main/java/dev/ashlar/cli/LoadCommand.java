package dev.ashlar.cli;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.load.LoadOrder;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.run.RunOptions.Verb;
import dev.ashlar.wiring.Workspace;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;

@Command(
        name = "load",
        description = "Loads new files of sources into the raw layer, each exactly once.",
        footer = {
            "  ashlar load --select source:shop",
            "  ashlar load --plan",
            "  ashlar load --skip landing/shop/2026-01-02/orders.csv --yes"
        })
final class LoadCommand extends NodesCommand {
    @ArgGroup
    LoadFlags load = new LoadFlags();

    LoadCommand(Console console, Map<String, String> environment) {
        super(Verb.LOAD, console, environment);
    }

    @Override
    int work(Workspace workspace) {
        if (!load.plan) return super.work(workspace);
        SortedSet<NodeId> chosen = super.chosen(workspace);
        showWarnings(workspace);
        new LoadListing(console, global).print(workspace.loads().listed(chosen));
        return ExitCode.OK;
    }

    @Override
    LoadOrder order() {
        return load.order();
    }

    @Override
    List<String> ownArguments() {
        return load.asArguments();
    }

    @Override
    SortedSet<NodeId> chosen(Workspace workspace) {
        for (String source : load.reload) {
            selection.select.add(source.startsWith("source:") ? source : "source:" + source);
        }
        SortedSet<NodeId> chosen = super.chosen(workspace);
        return switch (order()) {
            case LoadOrder.LoadNew all -> chosen;
            case LoadOrder.PassOver some -> workspace.loads().holding(chosen, some);
            case LoadOrder.TakeOut some -> workspace.loads().holding(chosen, some);
            case LoadOrder.LoadAnew anew -> anew(workspace, chosen);
        };
    }

    private SortedSet<NodeId> anew(Workspace workspace, SortedSet<NodeId> chosen) {
        SortedSet<NodeId> loaded = workspace.loads().loaded(chosen);
        if (!loaded.isEmpty()) return loaded;
        throw new DiagnosticException(Diagnostic.error(
                "--reload names no source that is loaded from files: " + String.join(", ", load.reload) + ".",
                "Name one as in 'ashlar load --reload shop.orders'."));
    }

    @Override
    void ask(Workspace workspace, SortedSet<NodeId> chosen) {
        String names = String.join(
                ", ",
                chosen.stream()
                        .map(id -> NodeWords.selector(workspace.project().load(id)))
                        .toList());
        Consent consent = new Consent(console, global, workspace);
        switch (order()) {
            case LoadOrder.LoadNew all -> {}
            case LoadOrder.PassOver some ->
                consent.always(
                        "This would note that " + files(some.files().size()) + " of " + names
                                + " will never be loaded.",
                        "Add --yes if that is what you want.",
                        "skip");
            case LoadOrder.TakeOut some ->
                consent.always(
                        "This would delete the rows of " + files(some.files().size()) + " from " + names + ".",
                        "Add --yes if that is what you want.",
                        "unload");
            case LoadOrder.LoadAnew anew ->
                consent.ifProtected("--reload would make " + names + " anew from the files that are there");
        }
    }

    private static String files(int count) {
        return count == 1 ? "one file" : count + " files";
    }
}
