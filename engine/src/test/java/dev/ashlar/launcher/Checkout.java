package dev.ashlar.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A checkout with the real launcher scripts, a Maven that only copies them and leaves a line a call, and JDKs whose
 * {@code java} prints how it was called.
 */
final class Checkout {
    private static final Path REPOSITORY = Path.of(System.getProperty("ashlar.root", ".."));

    private final Path root;
    private final Path jdks;
    private final Path programs;
    private final Path calls;
    private Path javaHome;
    private Path userCaches;

    private Checkout(Path folder) {
        this.root = folder.resolve("repository");
        this.jdks = folder.resolve("jdks");
        this.programs = folder.resolve("programs");
        this.calls = folder.resolve("calls");
        this.userCaches = folder.resolve("caches");
    }

    /** A fresh checkout with a JDK 21.0.8 among the usual places. */
    static Checkout in(Path folder) throws IOException {
        Checkout checkout = new Checkout(folder);
        Path scripts = Files.createDirectories(checkout.root.resolve("engine/src/main/launcher"));
        for (String script : List.of("ashlar", "java.bash")) {
            Files.copy(REPOSITORY.resolve("engine/src/main/launcher").resolve(script), scripts.resolve(script));
        }
        Files.copy(REPOSITORY.resolve("ashlar"), checkout.launcher());
        Files.writeString(checkout.root.resolve("pom.xml"), "");
        Files.writeString(checkout.root.resolve("engine/pom.xml"), "");
        Files.createDirectories(checkout.programs);
        for (String program : List.of(
                "bash",
                "cat",
                "dirname",
                "find",
                "head",
                "ln",
                "mkdir",
                "mktemp",
                "mv",
                "readlink",
                "rm",
                "sed",
                "sleep",
                "cp",
                "chmod",
                "env")) {
            Files.createSymbolicLink(checkout.programs.resolve(program), found(program));
        }
        checkout.installMaven();
        checkout.installJdk("21.0.8");
        return checkout;
    }

    Path launcher() {
        return root.resolve("ashlar");
    }

    Path archive() {
        return root.resolve("engine/target/launcher/ashlar");
    }

    Path lock() {
        return root.resolve("engine/.build.lock");
    }

    Called call(String... arguments) throws IOException, InterruptedException {
        return call(launcher(), arguments);
    }

    Called call(Path script, String... arguments) throws IOException, InterruptedException {
        return Called.by(start(script, arguments));
    }

    Process start(String... arguments) throws IOException {
        return start(launcher(), arguments);
    }

    private Process start(Path script, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().put("PATH", programs.toString());
        builder.environment().put("HOME", root.resolveSibling("nobody").toString());
        builder.environment().put("XDG_CACHE_HOME", userCaches.toString());
        builder.environment().put("ASHLAR_JDK_FOLDERS", jdks.toString());
        if (javaHome != null) {
            builder.environment().put("JAVA_HOME", javaHome.toString());
        }
        return builder.start();
    }

    int builds() throws IOException {
        return Files.exists(calls) ? Files.readAllLines(calls).size() : 0;
    }

    void touch(String file) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, "changed");
    }

    Path installJdk(String version) throws IOException {
        Path home = jdks.resolve("jdk " + version);
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"Stand In\"\nJAVA_VERSION=\"" + version + "\"\n");
        program(home.resolve("bin/javac"), "exit 1");
        program(home.resolve("bin/java"), """
                for argument; do
                  case $argument in -XX:ArchiveClassesAtExit=*) echo classes >"${argument#*=}"; exit 0 ;; esac
                done
                echo "JDK %s"
                echo "pid $$"
                while [[ $1 != -jar ]]; do echo "$1"; shift; done
                shift 2
                if [[ $1 == exit ]]; then exit "$2"; fi
                printf '<%%s>' "$@"
                echo""".formatted(version));
        return home;
    }

    void javaHome(Path home) {
        javaHome = home;
    }

    void removeJdks() throws IOException {
        delete(jdks);
    }

    void removeMaven() throws IOException {
        Files.delete(programs.resolve("mvn"));
    }

    /** JUnit warns of each link out of a temporary folder that it finds when it tidies up. */
    void removePrograms() throws IOException {
        delete(programs);
    }

    void breakMaven() throws IOException {
        program(programs.resolve("mvn"), "echo \"[ERROR] Changed.java:[1,1] ';' expected\"; exit 1");
    }

    /** Puts plain files where the caches would be folders: as good as a read-only disk, also for root. */
    void forbidCaches() throws IOException {
        delete(archive().resolve("cache"));
        Files.writeString(archive().resolve("cache"), "");
        userCaches = root.resolve("pom.xml");
    }

    private void installMaven() throws IOException {
        program(programs.resolve("mvn"), """
                echo "$*" >>'%s'
                sleep 0.3
                archive=engine/target/launcher/ashlar
                rm -rf "$archive"
                mkdir -p "$archive/lib" "$archive/bin"
                echo jar >"$archive/lib/ashlar-engine-1.jar"
                cp engine/src/main/launcher/* "$archive/bin/"
                chmod 755 "$archive/bin/ashlar\"""".formatted(calls));
    }

    private static void program(Path file, String body) throws IOException {
        Files.writeString(file, "#!/usr/bin/env bash\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static Path found(String program) {
        return Stream.of("/bin", "/usr/bin", "/usr/local/bin", "/opt/homebrew/bin")
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the test needs " + program));
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
