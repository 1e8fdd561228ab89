package dev.ashlar.wiring;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Where the project and the profiles are, by the rules of the manual. */
record ProjectFolder(Path root, Path profiles) {
    private static final String PROJECT = "ashlar.yml";
    private static final String PROFILES = "profiles.yml";

    /** @throws DiagnosticException when either cannot be found; names every place that was looked at */
    static ProjectFolder find(Settings settings) {
        Path root = root(settings);
        return new ProjectFolder(root, profiles(settings, root));
    }

    private static Path root(Settings settings) {
        if (settings.projectDir().isPresent()) {
            Path given = absolute(settings.projectDir().get());
            if (Files.isRegularFile(given.resolve(PROJECT))) return given;
            throw new DiagnosticException(Diagnostic.error(
                    "There is no ashlar.yml in '" + settings.projectDir().get() + "', which --project-dir names.",
                    Files.isDirectory(given)
                            ? "Name the folder that holds it, or start a project with 'ashlar init'."
                            : Files.exists(given)
                                    ? "That is a file: name the folder that holds ashlar.yml."
                                    : "There is no such folder."));
        }
        Path here = absolute(Path.of(""));
        if (Files.isRegularFile(here.resolve(PROJECT))) return here;
        if (Files.isRegularFile(here.resolve("project").resolve(PROJECT))) return here.resolve("project");
        throw new DiagnosticException(Diagnostic.error(
                "There is no ashlar.yml here, nor in project/ below.",
                "Go to the project's folder, name it with --project-dir, or start one with 'ashlar init'."));
    }

    private static Path profiles(Settings settings, Path root) {
        Set<Path> places = new LinkedHashSet<>();
        if (settings.profilesDir().isPresent()) {
            places.add(absolute(settings.profilesDir().get()));
        } else {
            places.add(root);
            Optional.ofNullable(root.getParent()).ifPresent(places::add);
            Optional.ofNullable(settings.environment().get("HOME"))
                    .ifPresent(home -> places.add(Path.of(home, ".ashlar")));
        }
        for (Path place : places) {
            Path file = place.resolve(PROFILES);
            if (Files.isRegularFile(file)) return file;
        }
        List<String> looked = new ArrayList<>();
        for (Path place : places) looked.add(place.toString());
        throw new DiagnosticException(Diagnostic.error(
                "There is no profiles.yml. Looked in " + looked.stream().collect(Collectors.joining(", ")) + ".",
                "Write one (the manual shows how), or name its folder with --profiles-dir."));
    }

    private static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }
}
