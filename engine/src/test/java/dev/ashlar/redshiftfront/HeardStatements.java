package dev.ashlar.redshiftfront;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What fronts were sent and did not refuse, one of each kind, for the check of Redshift's grammar ({@code
 * .ci/redshift-grammar}). Statements that differ in literals and numbers alone are of one kind.
 */
final class HeardStatements {
    private static final Path FILE = Path.of("target", "redshift-front", "heard.sql");

    /** Longer ones are inserts of many rows. */
    private static final int LONGEST = 20_000;

    private static final Pattern TEXTS = Pattern.compile("'(?:[^'\\\\]|''|\\\\.)*+'");

    /** Of digits and of what is made up for names: hexadecimal ones. */
    private static final Pattern NUMBERS = Pattern.compile("[a-f]*+[0-9][0-9a-f]*+");

    private static final Set<String> KINDS = new HashSet<>();

    private HeardStatements() {}

    static synchronized void add(String sql) {
        if (sql.isBlank() || sql.length() > LONGEST) return;
        String withoutTexts = TEXTS.matcher(sql).replaceAll("''");
        if (!KINDS.add(NUMBERS.matcher(withoutTexts).replaceAll("0"))) return;
        try {
            if (KINDS.size() == 1) {
                Files.createDirectories(FILE.getParent());
                Files.deleteIfExists(FILE);
            }
            Files.writeString(
                    FILE,
                    "-- statement\n" + sql.strip() + "\n",
                    UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
