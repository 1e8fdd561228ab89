package dev.ashlar.compile.render;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One statement of SQL, looked at for where it ends and for what it begins with. */
final class SqlWords {
    private static final Set<String> OF_TRANSACTIONS =
            Set.of("begin", "start", "commit", "end", "rollback", "abort", "savepoint", "release");
    private static final Set<String> OUTSIDE =
            Set.of("vacuum", "checkpoint", "attach", "detach", "use", "cluster", "reindex");
    private static final Pattern OUTSIDE_TOO = Pattern.compile(
            "(create|drop)\\s+(unique\\s+)?(database|tablespace|external|index\\s+concurrently)\\b.*"
                    + "|alter\\s+system\\b.*|alter\\s+table\\s+\\S+\\s+append\\b.*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern WORD = Pattern.compile("[\\p{L}_]+");
    private static final Pattern DOLLARS = Pattern.compile("\\$[\\p{L}_\\d]*\\$");

    private final String sql;
    private final int start;
    private final int end;

    SqlWords(String sql) {
        this.sql = sql;
        this.start = skipped(0);
        this.end = endOfStatement();
    }

    /** Why a statement has no place in a transaction that is the engine's. */
    record Refusal(String reason, String remedy) {}

    /** Whether it holds only blanks, comments and semicolons. */
    boolean isEmpty() {
        return start >= sql.length();
    }

    /** Its first word, in lower case. */
    String beginning() {
        Matcher word = WORD.matcher(sql).region(start, sql.length());
        return word.lookingAt()
                ? word.group().toLowerCase(Locale.ROOT)
                : sql.substring(start, Math.min(sql.length(), start + 10)).strip();
    }

    Optional<Refusal> refusal() {
        String word = beginning();
        boolean prepared = sql.substring(start).toLowerCase(Locale.ROOT).matches("(?s)prepare\\s+transaction\\b.*");
        if (OF_TRANSACTIONS.contains(word) || prepared) {
            return Optional.of(new Refusal(
                    "transactions are the engine's.", "Take it out: all statements are one transaction anyway."));
        }
        if (OUTSIDE.contains(word) || OUTSIDE_TOO.matcher(sql.substring(start)).matches()) {
            return Optional.of(
                    new Refusal("it cannot stand in a transaction.", "Write it as a hook with transaction: false."));
        }
        if (word.equals("truncate")) {
            return Optional.of(new Refusal(
                    "it ends the transaction on Redshift, and keeps readers out on Postgres.", "Write delete from."));
        }
        return Optional.empty();
    }

    /** Offset of what stands behind the semicolon that ends the statement; negative if nothing does. */
    int secondStatement() {
        if (end >= sql.length()) return -1;
        int next = skipped(end);
        return next >= sql.length() ? -1 : next;
    }

    String withoutLastSemicolon() {
        return sql.substring(0, end).stripTrailing();
    }

    /** The first sign from here that is no blank, no comment and no semicolon. */
    private int skipped(int from) {
        int at = from;
        while (at < sql.length()) {
            int next = pastComment(at);
            if (next > at) at = next;
            else if (Character.isWhitespace(sql.charAt(at)) || sql.charAt(at) == ';') at++;
            else return at;
        }
        return at;
    }

    private int endOfStatement() {
        int at = start;
        while (at < sql.length()) {
            int next = pastComment(at);
            if (next == at) next = pastText(at);
            if (next == at) {
                if (sql.charAt(at) == ';') return at;
                next = at + 1;
            }
            at = next;
        }
        return sql.length();
    }

    /** @return the same offset where no comment begins */
    private int pastComment(int at) {
        if (sql.startsWith("--", at)) {
            int line = sql.indexOf('\n', at);
            return line < 0 ? sql.length() : line + 1;
        }
        if (!sql.startsWith("/*", at)) return at;
        int depth = 0;
        int i = at;
        while (i < sql.length()) {
            if (sql.startsWith("/*", i)) {
                depth++;
                i += 2;
            } else if (sql.startsWith("*/", i)) {
                i += 2;
                if (--depth == 0) return i;
            } else {
                i++;
            }
        }
        return sql.length();
    }

    /** Past what stands in quotes, of whatever kind. @return the same offset where none begin */
    private int pastText(int at) {
        char sign = sql.charAt(at);
        if (sign == '$') {
            Matcher opening = DOLLARS.matcher(sql).region(at, sql.length());
            if (!opening.lookingAt()) return at;
            int closing = sql.indexOf(opening.group(), opening.end());
            return closing < 0 ? sql.length() : closing + opening.group().length();
        }
        if (sign != '\'' && sign != '"') return at;
        boolean escapes = sign == '\'' && at > 0 && "eE".indexOf(sql.charAt(at - 1)) >= 0;
        for (int i = at + 1; i < sql.length(); i++) {
            if (escapes && sql.charAt(i) == '\\') i++;
            else if (sql.charAt(i) == sign) return i + 1;
        }
        return sql.length();
    }
}
