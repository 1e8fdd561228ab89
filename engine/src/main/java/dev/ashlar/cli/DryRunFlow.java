package dev.ashlar.cli;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.load.LoadOrder;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.run.AssumedGround.Assumption;
import dev.ashlar.run.DryRun.Planned;
import dev.ashlar.run.RunOptions;
import dev.ashlar.wiring.DryRuns;
import dev.ashlar.wiring.ReachSettings;
import dev.ashlar.wiring.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** Prints what a run would send, as SQL that can be read and run by hand. */
final class DryRunFlow {
    private final Console console;
    private final Workspace workspace;

    DryRunFlow(Console console, Workspace workspace) {
        this.console = console;
        this.workspace = workspace;
    }

    /** @return the exit code: 1 when some node cannot be planned */
    int print(
            RunOptions options,
            ReachSettings reach,
            LoadOrder order,
            SortedSet<NodeId> chosen,
            Optional<Assumption> assumption) {
        List<Diagnostic> refused = new ArrayList<>();
        workspace.dryRuns().plan(options, reach, order, chosen, assumption, new DryRuns.Reader() {
            @Override
            public void schemas(List<String> statements) {
                statements.forEach(sql -> console.print(sql + ";"));
            }

            @Override
            public void node(Planned planned) {
                switch (planned) {
                    case Planned.Statements s -> {
                        head(s.node());
                        statements(s);
                    }
                    case Planned.Publication p -> {
                        console.print("\n-- transaction group " + p.group());
                        p.parts().forEach(part -> {
                            console.print("-- " + part.node().id().value());
                            statements(part);
                        });
                    }
                    case Planned.Refused r -> {
                        head(r.node());
                        console.print("-- cannot be planned: see the errors");
                        refused.add(r.reason());
                    }
                }
            }
        });
        refused.forEach(console::diagnostic);
        return refused.isEmpty() ? ExitCode.OK : ExitCode.NODE_FAILED;
    }

    private void head(Node node) {
        console.print("\n-- " + node.id().value());
    }

    private void statements(Planned.Statements planned) {
        planned.lines().forEach(line -> console.print(line.startsWith("-- ") ? line : ended(line)));
        planned.notes().forEach(console::diagnostic);
    }

    /** The semicolon goes to a line of its own where a comment of the last line would hide it. */
    private static String ended(String sql) {
        String text = sql.stripTrailing();
        if (text.endsWith(";")) return text;
        return text.substring(text.lastIndexOf('\n') + 1).contains("--") ? text + "\n;" : text + ";";
    }
}
