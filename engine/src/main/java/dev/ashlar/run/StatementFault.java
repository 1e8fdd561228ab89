package dev.ashlar.run;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.Excerpt;
import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.diagnostic.SourceMap;
import dev.ashlar.diagnostic.TemplateFrame;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.Project;
import dev.ashlar.manifest.TemplateText;
import dev.ashlar.port.WarehouseException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the place in the user's template that a warehouse's complaint is about. */
public final class StatementFault {
    private static final Pattern READING = Pattern.compile("\\b(?:from|join)\\s+$", Pattern.CASE_INSENSITIVE);
    private static final Pattern NAME = Pattern.compile("(?:\\w+\\.)?(\\w+)", Pattern.UNICODE_CHARACTER_CLASS);

    private final Node node;
    private final String sql;
    private final SourceMap map;
    private final Collection<Node> others;

    /**
     * @param sql the node's compiled SQL
     * @param map from positions in it to the template
     * @param project what a name in the SQL may have meant
     */
    public StatementFault(Node node, String sql, SourceMap map, Project project) {
        this(node, sql, map, project.nodes().values());
    }

    StatementFault(Node node, String sql, SourceMap map) {
        this(node, sql, map, List.of());
    }

    private StatementFault(Node node, String sql, SourceMap map, Collection<Node> others) {
        this.node = node;
        this.sql = sql;
        this.map = map;
        this.others = others;
    }

    /**
     * @param sent the whole statement; it is looked into only where it holds the compiled SQL as it stands
     * @param thing what was being done, for example {@code Cannot build model 'orders'}
     */
    public Diagnostic diagnostic(WarehouseException fault, String sent, String thing) {
        Diagnostic plain = Diagnostic.error(node.header().location(), thing + ": " + fault.getMessage(), "");
        Optional<Integer> found = fault.position().flatMap(position -> offsetInSql(position, sent));
        if (found.isEmpty()) return plain;
        int offset = found.get();
        plain = Diagnostic.error(node.header().location(), plain.message(), forgottenRef(offset));
        List<TemplateFrame> frames = map.at(offset);
        if (frames.isEmpty()) return plain.withExcerpt(compiledLine(offset));
        SourceLocation at = frames.get(0).at();
        return Diagnostic.error(at, plain.message(), plain.remedy())
                .withStack(frames.subList(1, frames.size()))
                .withExcerpt(template(node)
                        .map(text -> templateLine(text, at))
                        .filter(line -> !line.isEmpty())
                        .orElseGet(() -> compiledLine(offset)));
    }

    /** A model's bare name after FROM or JOIN at the place of the fault: a ref was forgotten. */
    private String forgottenRef(int offset) {
        int at = Math.min(offset, sql.length());
        Matcher name = NAME.matcher(sql).region(at, sql.length());
        if (!name.lookingAt() || !READING.matcher(sql).region(0, at).find()) return "";
        return others.stream()
                .filter(other -> isReadByName(other) && !other.id().equals(node.id()))
                .filter(other -> other.name().equalsIgnoreCase(name.group(1)))
                .findFirst()
                .map(other -> "To read " + other.id().kind().word() + " '" + other.name() + "', write ${ref(\""
                        + other.name() + "\")}.")
                .orElse("");
    }

    private static boolean isReadByName(Node node) {
        return switch (node) {
            case Node.Model model -> true;
            case Node.Seed seed -> true;
            case Node.Snapshot snapshot -> true;
            case Node.Source source -> false;
            case Node.DataTest test -> false;
            case Node.UnitTest test -> false;
            case Node.Analysis analysis -> false;
            case Node.Exposure exposure -> false;
        };
    }

    /** Empty where the place lies in another file: a macro's. */
    private static String templateLine(TemplateText text, SourceLocation at) {
        if (!text.file().equals(at.file())) return "";
        int column = at.line() == text.line() ? at.column() - text.column() + 1 : at.column();
        return Excerpt.of(text.text(), at.line() - text.line() + 1, column, at.line());
    }

    private String compiledLine(int offset) {
        String before = sql.substring(0, Math.min(offset, sql.length()));
        int line = (int) before.lines().count() + (before.isEmpty() || before.endsWith("\n") ? 1 : 0);
        return Excerpt.of(sql, line, before.length() - before.lastIndexOf('\n'), line);
    }

    private Optional<Integer> offsetInSql(WarehouseException.Position position, String sent) {
        String core = sql.strip();
        if (core.isEmpty()) return Optional.empty();
        int start = sent.indexOf(core);
        if (start < 0) return Optional.empty();
        int offset = offset(sent, position.line(), position.column()) - start;
        if (offset < 0 || offset > core.length()) return Optional.empty();
        return Optional.of(sql.indexOf(core) + offset);
    }

    private static Optional<TemplateText> template(Node node) {
        return switch (node) {
            case Node.Model model -> Optional.of(model.template());
            case Node.Snapshot snapshot -> Optional.of(snapshot.template());
            case Node.Analysis analysis -> Optional.of(analysis.template());
            case Node.DataTest test ->
                test.body() instanceof Node.TestBody.Singular singular
                        ? Optional.of(singular.template())
                        : Optional.empty();
            case Node.Seed seed -> Optional.empty();
            case Node.Source source -> Optional.empty();
            case Node.UnitTest test -> Optional.empty();
            case Node.Exposure exposure -> Optional.empty();
        };
    }

    private static int offset(String text, int line, int column) {
        int at = 0;
        for (int l = 1; l < line; l++) {
            int end = text.indexOf('\n', at);
            if (end < 0) return text.length() + 1;
            at = end + 1;
        }
        return at + Math.max(0, column - 1);
    }
}
