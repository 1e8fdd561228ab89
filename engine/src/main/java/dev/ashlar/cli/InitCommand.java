package dev.ashlar.cli;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.wiring.ShellWords;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "init",
        description = "Makes a small working project with comments: a source, a model of each layer, tests, a profile.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExample:%n",
        footer = "  ashlar init shop && ashlar build --project-dir shop")
final class InitCommand implements Callable<Integer> {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");
    private static final String RESOURCES = "/dev/ashlar/init/";
    private static final List<String> FILES = List.of(
            "ashlar.yml",
            "profiles.yml",
            "gitignore",
            "landing/orders.csv",
            "models/raw/sources.yml",
            "models/staging/stg_orders.sql",
            "models/staging/staging.yml",
            "models/analytics/daily_revenue.sql",
            "models/analytics/analytics.yml",
            "seeds/countries.csv",
            "tests/revenue_is_never_negative.sql");

    @Parameters(paramLabel = "FOLDER", description = "folder to make; its name is the project's: lower case, digits, _")
    Path folder;

    private final Console console;

    InitCommand(Console console, Map<String, String> environment) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Path last = folder.toAbsolutePath().normalize().getFileName();
        String name = last == null ? "" : last.toString();
        if (!NAME.matcher(name).matches()) {
            throw new DiagnosticException(Diagnostic.error(
                    "A project cannot be named '" + name + "'.",
                    "Begin with a lower-case letter; go on with lower-case letters, digits and _."));
        }
        if (Files.exists(folder)) {
            throw new DiagnosticException(Diagnostic.error(
                    "There is a file or folder '" + folder + "' already; nothing was written.",
                    "Choose another name, or remove it."));
        }
        for (String file : FILES) write(name, file);
        console.print("Made project '" + name + "'. Build it with:  ashlar build --project-dir "
                + ShellWords.quoted(folder.toString()));
        return ExitCode.OK;
    }

    private void write(String name, String file) throws IOException {
        Path to = folder.resolve(file.equals("gitignore") ? ".gitignore" : file);
        Files.createDirectories(to.getParent());
        try (InputStream resource = InitCommand.class.getResourceAsStream(RESOURCES + file)) {
            if (resource == null) throw new IllegalStateException("No resource " + RESOURCES + file);
            String text = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
            Files.writeString(to, text.replace("@name@", name), StandardCharsets.UTF_8);
        }
    }
}
