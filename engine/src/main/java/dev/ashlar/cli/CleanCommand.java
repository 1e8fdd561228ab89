package dev.ashlar.cli;

import dev.ashlar.diagnostic.Counted;
import dev.ashlar.report.CatalogRelation;
import dev.ashlar.run.CleanUp;
import dev.ashlar.wiring.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "clean",
        description = {
            "Empties the project's target folder. Touches the warehouse only with --expired or --schemas, which list what",
            "they would drop and drop it when they are told --yes."
        },
        footer = {"  ashlar clean", "  ashlar clean --expired", "  ashlar clean --schemas --target ci --yes"})
final class CleanCommand extends ProjectCommand {
    @ArgGroup
    Wanted wanted = new Wanted();

    /** One of them at most. */
    static final class Wanted {
        @Option(names = "--expired", description = "drop relations of models whose 'expires' has passed")
        boolean expired;

        @Option(
                names = "--schemas",
                description = "drop everything that this target's records know, and the schemas that held it")
        boolean schemas;
    }

    @Option(
            names = "--run-time",
            paramLabel = "TIME",
            description = "what has expired by then, ISO 8601 UTC, instead of now")
    String runTime;

    CleanCommand(Console console, Map<String, String> environment) {
        super(console, environment);
    }

    @Override
    Optional<String> runTime() {
        return Optional.ofNullable(runTime);
    }

    @Override
    int work(Workspace workspace) {
        if (wanted.expired) return drop(workspace, workspace.cleanUps().expired(), "has expired");
        if (wanted.schemas) return drop(workspace, workspace.cleanUps().schemas(), "is recorded");
        workspace.artifacts().empty();
        if (!global.quiet) console.print("Emptied " + workspace.shown("") + ".");
        return ExitCode.OK;
    }

    private int drop(Workspace workspace, CleanUp cleanUp, String what) {
        TreeSet<String> schemas = new TreeSet<>(cleanUp.schemas());
        cleanUp.dropped().forEach(item -> schemas.add(item.relation().name().schema()));
        WritesTo.tell(console, global, workspace.destination(schemas));
        section("Left alone:", cleanUp.kept());
        if (cleanUp.isEmpty()) {
            console.print("Nothing that " + what + " stands to be dropped.");
            return ExitCode.OK;
        }
        section("To be dropped:", cleanUp.dropped());
        cleanUp.schemas().forEach(schema -> console.print("  schema  " + schema));
        String counted = counted(cleanUp);
        if (!global.yes && !console.asks()) {
            console.print("Nothing was dropped. Add --yes to drop " + counted + ".");
            return ExitCode.OK;
        }
        new Consent(console, global, workspace)
                .always(
                        "This would drop " + counted + ".",
                        "Add --yes.",
                        workspace.target().name());
        workspace.cleanUps().run(cleanUp);
        if (!global.quiet) console.print("Dropped " + counted + ".");
        return ExitCode.OK;
    }

    private void section(String heading, List<CleanUp.Item> items) {
        if (items.isEmpty()) return;
        console.print(heading);
        for (CleanUp.Item item : items) {
            String why = item.why().isEmpty() ? "" : "  " + item.why();
            console.print(
                    "  " + kind(item.relation()) + "  " + item.relation().name().plain() + why);
        }
    }

    private static String kind(CatalogRelation relation) {
        return relation.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String counted(CleanUp cleanUp) {
        List<String> parts = new ArrayList<>();
        if (!cleanUp.dropped().isEmpty()) parts.add(Counted.of(cleanUp.dropped().size(), "relation"));
        if (!cleanUp.schemas().isEmpty()) parts.add(Counted.of(cleanUp.schemas().size(), "schema"));
        if (!cleanUp.records().isEmpty()) parts.add("the records of this target");
        return String.join(", ", parts);
    }
}
