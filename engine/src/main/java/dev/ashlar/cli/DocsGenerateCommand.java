package dev.ashlar.cli;

import dev.ashlar.diagnostic.Counted;
import dev.ashlar.wiring.DocsSites;
import dev.ashlar.wiring.DocsSites.CatalogUse;
import dev.ashlar.wiring.DocsSites.Layout;
import dev.ashlar.wiring.Workspace;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "generate",
        description = {
            "Writes the site to target/docs: plain files that work from a folder and from any web server. Needs no warehouse;",
            "where the project has been run on the target, types of columns are asked there if it can be reached."
        },
        footer = {"  ashlar docs generate", "  ashlar docs generate --single-file --output shop-docs"})
final class DocsGenerateCommand extends ProjectCommand {
    @Option(names = "--output", paramLabel = "DIR", description = "folder of the site (target/docs)")
    Path output;

    @Option(names = "--single-file", description = "all of it in one index.html, for projects of a few hundred nodes")
    boolean singleFile;

    @ArgGroup
    CatalogFlags catalog = new CatalogFlags();

    /** One of them at most. */
    static final class CatalogFlags {
        @Option(names = "--with-catalog", description = "ask the warehouse; it is an error when it cannot be reached")
        boolean with;

        @Option(
                names = {"--no-catalog", "--empty-catalog"}, // the second is dbt's
                description = "do not ask the warehouse")
        boolean without;

        CatalogUse use() {
            if (with) return CatalogUse.DEMANDED;
            return without ? CatalogUse.NONE : CatalogUse.WHERE_IT_CAN_BE_HAD;
        }
    }

    DocsGenerateCommand(Console console, Map<String, String> environment) {
        super(console, environment);
    }

    @Override
    int work(Workspace workspace) {
        DocsSites.Made made = workspace
                .docs()
                .generate(Optional.ofNullable(output), singleFile ? Layout.SINGLE_FILE : Layout.FOLDER, catalog.use());
        showWarnings(workspace);
        if (!global.quiet) {
            console.print("Wrote the docs of " + Counted.of(made.pages(), "node") + " to "
                    + workspace.shown(made.page()) + ".");
            made.notes().forEach(console::print);
        }
        return ExitCode.OK;
    }
}
