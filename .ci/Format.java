import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterDiagnostic;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.ImportOrderer;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Checks or applies the house format: {@code java Format.java check|apply <root>}.
 *
 * <p>The formatter parses with the compiler of the JDK it runs on, so inside Maven on JDK 17 it cannot read the patterns
 * of Java 21. The build therefore runs this file on the JDK that toolchain discovery found. Exit code 1 means that a file
 * was not formatted (check) or could not be read.
 */
final class Format {
    private final Formatter formatter = Formatter.createFormatter(JavaFormatterOptions.builder()
            .style(JavaFormatterOptions.Style.PALANTIR)
            .build());
    private final AtomicInteger faults = new AtomicInteger();
    private final boolean apply;

    private Format(boolean apply) {
        this.apply = apply;
    }

    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 2 || !List.of("check", "apply").contains(arguments[0])) {
            System.err.println("Cannot format: expected 'check' or 'apply' and a folder, as in -Dformat=apply");
            System.exit(2);
        }
        Format format = new Format(arguments[0].equals("apply"));
        sources(Path.of(arguments[1])).parallelStream().forEach(format::visit);
        if (format.faults.get() > 0) {
            System.err.println("Run: mvn -q -N verify -Dformat=apply");
            System.exit(1);
        }
    }

    private static List<Path> sources(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> Stream.of("target", ".git", "work")
                            .noneMatch(skipped -> root.relativize(file).startsWith(skipped)
                                    || file.toString().contains("/" + skipped + "/")))
                    .sorted()
                    .toList();
        }
    }

    private void visit(Path file) {
        formatted(file).ifPresent(text -> {
            try {
                if (apply) {
                    Files.writeString(file, text);
                    System.out.println("formatted " + file);
                } else {
                    fault(file + ": is not in the house format");
                }
            } catch (IOException e) {
                fault(file + ": " + e);
            }
        });
    }

    private Optional<String> formatted(Path file) {
        try {
            String before = Files.readString(file);
            String imports = ImportOrderer.reorderImports(
                    RemoveUnusedImports.removeUnusedImports(before), JavaFormatterOptions.Style.PALANTIR);
            String after = formatter.formatSource(imports);
            return after.equals(before) ? Optional.empty() : Optional.of(after);
        } catch (FormatterException e) {
            for (FormatterDiagnostic problem : e.diagnostics()) {
                fault(file + ":" + problem);
            }
        } catch (IOException e) {
            fault(file + ": " + e);
        }
        return Optional.empty();
    }

    private void fault(String message) {
        faults.incrementAndGet();
        System.err.println("ERROR " + message);
    }
}
