package dev.ashlar.contract;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Processes of a test that run our own classes for a second or two. Nothing is compiled with much thought nor verified again, and
 * DuckDB's library is unpacked once for all of them: it is loaded from beside a jar of the driver that has none within. A build of a
 * small project takes 3.7 s of processor time without this, 3.0 with it.
 */
public final class ChildJava {
    private static final Pattern DRIVER = Pattern.compile("duckdb_jdbc-[^/]*[.]jar$");
    private static final String LIBRARIES = "libduckdb_java.so_";

    private static String classes;

    private ChildJava() {}

    /** The program and its options; what is to run comes behind. Classes are found by {@code CLASSPATH}. */
    public static List<String> command(String... more) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:-BytecodeVerificationRemote"));
        command.addAll(List.of(more));
        return command;
    }

    /** The classes not as an argument: the system cuts command lines off after 4096 bytes, before the name of what is run. */
    public static ProcessBuilder process(List<String> command) {
        ProcessBuilder process = new ProcessBuilder(command);
        process.environment().put("CLASSPATH", classes());
        return process;
    }

    private static synchronized String classes() {
        if (classes != null) return classes;
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        classes = Stream.of(all.split(File.pathSeparator))
                .map(entry ->
                        DRIVER.matcher(entry).find() ? bare(Path.of(entry)).toString() : entry)
                .collect(Collectors.joining(File.pathSeparator));
        return classes;
    }

    /** The driver as it is where it has no library for this machine. */
    private static Path bare(Path driver) {
        try (ZipFile from = new ZipFile(driver.toFile())) {
            ZipEntry library = from.getEntry(LIBRARIES + system() + "_" + processor());
            if (library == null) return driver;
            Path folder = Files.createTempDirectory("child-java");
            Path bare = folder.resolve(driver.getFileName());
            Path beside = folder.resolve(library.getName());
            for (Path left : List.of(folder, bare, beside)) left.toFile().deleteOnExit();
            try (InputStream bytes = from.getInputStream(library)) {
                Files.copy(bytes, beside);
            }
            try (ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(bare))) {
                for (ZipEntry entry : Collections.list(from.entries())) {
                    if (entry.getName().startsWith(LIBRARIES)) continue;
                    to.putNextEntry(new ZipEntry(entry.getName()));
                    try (InputStream bytes = from.getInputStream(entry)) {
                        bytes.transferTo(to);
                    }
                }
            }
            return bare;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String system() {
        return System.getProperty("os.name").startsWith("Mac") ? "macos" : "linux";
    }

    private static String processor() {
        String name = System.getProperty("os.arch");
        return name.equals("aarch64") || name.equals("arm64") ? "arm64" : "amd64";
    }
}
