package dev.ashlar.adapter.freemarker;

import dev.ashlar.adapter.freemarker.SourcedTemplate.Kind;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.diagnostic.SourceMap;
import dev.ashlar.diagnostic.TemplateFrame;
import freemarker.core.Environment;
import freemarker.core.InvalidReferenceException;
import freemarker.core.TemplateProcessingTracer;
import freemarker.core.TextBlock;
import freemarker.template.TemplateException;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes the output of one render and knows which template element is at work: the writer and the tracer are one object,
 * so that each piece of output can be laid to its element. The same tracer stops endless loops and endless nesting.
 */
final class TraceWriter extends Writer implements TemplateProcessingTracer {
    private static final int DEEPEST = 6000;
    private static final int CHECK_EVERY = 255;

    private final Budget budget;
    private final StringBuilder out = new StringBuilder();
    private final List<Piece> pieces = new ArrayList<>();
    private final ElementStack elements = new ElementStack();
    private int ticks;
    private int ticksAtWrite = -1;
    private int ticksAtNull = -1;

    private record Piece(int start, List<TemplateFrame> frames, SourcedTemplate text) {}

    TraceWriter(Budget budget) {
        this.budget = budget;
    }

    @Override
    public void enterElement(Environment env, TracedElement element) {
        elements.push(element);
        if (elements.depth() > DEEPEST) {
            throw stopped(
                    "Macros or functions call each other more than " + DEEPEST + " levels deep.",
                    "Is a condition missing that ends the recursion?");
        }
        if ((++ticks & CHECK_EVERY) == 0) checkTime();
    }

    @Override
    public void exitElement(Environment env, TracedElement element) {
        elements.pop();
    }

    private void checkTime() {
        if (Thread.currentThread().isInterrupted()) throw stopped("Rendering was interrupted.", "");
        if (budget.spent()) {
            throw stopped(
                    "Rendering took longer than " + Wording.duration(budget.allowed()) + " and was stopped.",
                    "Does a loop never end? A longer --render-timeout allows more time.");
        }
    }

    private DiagnosticException stopped(String message, String remedy) {
        return new DiagnosticException(elements.diagnostic(message, remedy));
    }

    @Override
    public void write(char[] buffer, int offset, int length) {
        piece();
        out.append(buffer, offset, length);
    }

    @Override
    public void write(String text) {
        piece();
        out.append(text);
    }

    @Override
    public void write(String text, int offset, int length) {
        piece();
        out.append(text, offset, offset + length);
    }

    private void piece() {
        if (ticks == ticksAtWrite) return;
        ticksAtWrite = ticks;
        TracedElement top = elements.top();
        boolean copied = top instanceof TextBlock
                && top.getTemplate() instanceof SourcedTemplate written
                && written.origin().kind() == Kind.WRITTEN;
        pieces.add(new Piece(out.length(), elements.frames(), copied ? (SourcedTemplate) top.getTemplate() : null));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    String text() {
        return out.toString();
    }

    SourceMap map() {
        SourceMap.Builder map = new SourceMap.Builder();
        for (int i = 0; i < pieces.size(); i++) {
            Piece piece = pieces.get(i);
            int end = i + 1 < pieces.size() ? pieces.get(i + 1).start : out.length();
            String text = piece.text == null ? "" : out.substring(piece.start, end);
            if (piece.text != null && piece.text.source().column() > 1) addLines(map, piece, text);
            else map.add(piece.start, new SourceMap.Segment(piece.frames, text));
        }
        return map.build();
    }

    /** In a text inside YAML no line starts at column 1, so each line is a segment of its own. */
    private static void addLines(SourceMap.Builder map, Piece piece, String text) {
        TemplateFrame top = piece.frames.get(0);
        int line = 0;
        for (int from = 0; from < text.length(); line++) {
            int newline = text.indexOf('\n', from);
            int end = newline < 0 ? text.length() : newline + 1;
            List<TemplateFrame> frames = new ArrayList<>(piece.frames);
            SourceLocation at = new SourceLocation(
                    top.at().file(),
                    top.at().line() + line,
                    line == 0 ? top.at().column() : piece.text.source().column());
            frames.set(0, new TemplateFrame(at, top.call()));
            map.add(piece.start + from, new SourceMap.Segment(frames, text.substring(from, end)));
            from = end;
        }
    }

    /** Called by a row whose column is NULL. */
    void sawNull() {
        ticksAtNull = ticks;
    }

    /**
     * Lets {@code ${row.x}} print {@code null} for a NULL of the warehouse, while {@code row.x??} is false: FreeMarker has
     * no value that is both. Nothing but the interpolation itself is forgiven.
     */
    boolean absorbs(TemplateException fault) {
        elements.fault();
        if (!(fault instanceof InvalidReferenceException) || ticksAtNull != ticks) return false;
        if (!elements.atFault().equals("${" + fault.getBlamedExpressionString() + "}")) return false;
        try {
            fault.getEnvironment().getOut().write("null");
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    ElementStack elements() {
        return elements;
    }

    Budget budget() {
        return budget;
    }
}
