package dev.ashlar.cli;

import dev.ashlar.run.Interruption;
import dev.ashlar.wiring.DocsSites;
import dev.ashlar.wiring.Workspace;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

@Command(
        name = "serve",
        description = "Serves the site that 'docs generate' wrote to browsers of this machine, until Ctrl-C.",
        footer = "  ashlar docs serve --port 8001")
final class DocsServeCommand extends ProjectCommand {
    private static final int HIGHEST_PORT = 65535;
    private static final long PAUSE_MILLIS = 100;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "port (8080); 0 for any that is free")
    int port;

    @Option(names = "--output", paramLabel = "DIR", description = "folder of the site (target/docs)")
    Path output;

    DocsServeCommand(Console console, Map<String, String> environment) {
        super(console, environment);
    }

    @Override
    int work(Workspace workspace) throws InterruptedException {
        if (port < 0 || port > HIGHEST_PORT) {
            throw new ParameterException(
                    spec.commandLine(), "--port " + port + " is no port. Write one from 0 to " + HIGHEST_PORT + ".");
        }
        Interruption interruption = new Interruption();
        try (DocsSites.Served served = workspace.docs().serve(Optional.ofNullable(output), port);
                Signals signals = Signals.trip(interruption)) {
            console.print("The docs of " + workspace.projectName() + ": " + served.address() + " (Ctrl-C ends it)");
            while (!interruption.tripped()) Thread.sleep(PAUSE_MILLIS);
        }
        return ExitCode.OK;
    }
}
