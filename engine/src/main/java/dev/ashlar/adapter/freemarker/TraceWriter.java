package dev.ashlar.adapter.freemarker;

import dev.ashlar.adapter.freemarker.SourcedTemplate.Kind;
import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.diagnostic.SourceMap;
import dev.ashlar.diagnostic.TemplateFrame;
import freemarker.core.Environment;
import freemarker.core.InvalidReferenceException;
import freemarker.core.TemplateProcessingTracer;
import freemarker.core.TextBlock;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

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
    private TracedElement[] stack = new TracedElement[32];
    private int depth;
    private int deepest;
    private int ticks;
    private int ticksAtWrite = -1;
    private int ticksAtNull = -1;
    private int faultHeight;

    private record Piece(int start, List<TemplateFrame> frames, SourcedTemplate text) {}

    TraceWriter(Budget budget) {
        this.budget = budget;
    }

    @Override
    public void enterElement(Environment env, TracedElement element) {
        if (depth == stack.length) stack = Arrays.copyOf(stack, depth * 2);
        stack[depth++] = element;
        deepest = depth;
        faultHeight = 0;
        if (depth > DEEPEST) {
            throw stopped(
                    "Macros or functions call each other more than " + DEEPEST + " levels deep.",
                    "Is a condition missing that ends the recursion?");
        }
        if ((++ticks & CHECK_EVERY) == 0) checkTime();
    }

    @Override
    public void exitElement(Environment env, TracedElement element) {
        depth--; // the slot is kept: after a fault it tells where we were
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
        return new DiagnosticException(placed(frames(), message, remedy));
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
        TracedElement top = depth == 0 ? null : stack[depth - 1];
        boolean copied = top instanceof TextBlock
                && top.getTemplate() instanceof SourcedTemplate written
                && written.origin().kind() == Kind.WRITTEN;
        pieces.add(new Piece(out.length(), frames(), copied ? (SourcedTemplate) top.getTemplate() : null));
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

    /** The place at work, then the calls that led there, innermost first. */
    List<TemplateFrame> frames() {
        return frames(depth);
    }

    /** The same for the element at which a fault came up, even after FreeMarker has unwound. */
    List<TemplateFrame> framesAtFault() {
        return frames(faultHeight > 0 ? faultHeight : Math.max(depth, deepest));
    }

    private List<TemplateFrame> frames(int height) {
        int top = height - 1;
        while (top > 0 && MacroElement.is(stack[top])) top--; // binding arguments: the fault is at the call
        if (top < 0) return List.of();
        List<TemplateFrame> frames = new ArrayList<>(2);
        add(frames, stack[top], "");
        for (int i = top; i > 0; i--) {
            if (MacroElement.is(stack[i])) add(frames, stack[i - 1], MacroElement.call(stack[i]));
        }
        return frames;
    }

    private static void add(List<TemplateFrame> frames, TracedElement element, String call) {
        Template template = element.getTemplate();
        if (!(template instanceof SourcedTemplate sourced)) {
            frames.add(new TemplateFrame(
                    new SourceLocation(template.getName(), element.getBeginLine(), element.getBeginColumn()), call));
        } else if (sourced.origin().kind() != Kind.BUILT_IN) {
            int column = element.getBeginColumn() + (element instanceof TextBlock ? sourced.lead(element) : 0);
            frames.add(new TemplateFrame(sourced.place(element.getBeginLine(), column), call));
        }
    }

    /** The line of a place, if a template at work wrote it. */
    private String excerpt(SourceLocation at) {
        for (int i = Math.max(depth, deepest) - 1; i >= 0; i--) {
            boolean here = stack[i].getTemplate() instanceof SourcedTemplate s
                    && s.origin().kind() == Kind.WRITTEN
                    && s.source().file().equals(at.file());
            if (here) return Wording.excerpt(((SourcedTemplate) stack[i].getTemplate()).source(), at);
        }
        return "";
    }

    /** What FreeMarker calls the element at which a fault came up, for example {@code @cents} or {@code #if x}. */
    String elementAtFault() {
        int height = faultHeight > 0 ? faultHeight : Math.max(depth, deepest);
        return height == 0 ? "" : stack[height - 1].getDescription();
    }

    SourceLocation place() {
        List<TemplateFrame> frames = frames();
        return frames.isEmpty() ? SourceLocation.ofFile("") : frames.get(0).at();
    }

    /**
     * Where a function was called. FreeMarker tells only the element, {@code ${...}} or a tag, so the call is looked for
     * in it.
     */
    SourceLocation placeOf(String function) {
        if (depth > 0
                && stack[depth - 1].getTemplate() instanceof SourcedTemplate s
                && s.origin().kind() == Kind.WRITTEN) {
            TracedElement top = stack[depth - 1];
            int offset = Places.offset(s.source(), top.getBeginLine(), top.getBeginColumn());
            for (Tag tag : TemplateScanner.scanOne(s.source().text(), offset)) {
                for (Token token : tag.tokens()) {
                    if (token.isName(function)) return Places.ofOffset(s.source(), token.offset());
                }
            }
        }
        return place();
    }

    /** Names of the arguments of the tag at work in the order written, which FreeMarker forgets. */
    List<String> argumentOrder(Collection<?> names) {
        List<String> order = new ArrayList<>();
        if (depth > 0 && stack[depth - 1].getTemplate() instanceof SourcedTemplate s) {
            TracedElement top = stack[depth - 1];
            int offset = Places.offset(s.source(), top.getBeginLine(), top.getBeginColumn());
            for (Tag tag : TemplateScanner.scanOne(s.source().text(), offset)) {
                for (Token token : tag.tokens()) {
                    if (names.contains(token.text()) && !order.contains(token.text())) order.add(token.text());
                }
            }
        }
        for (Object name : names) if (!order.contains(name)) order.add((String) name);
        return order;
    }

    /** The text that holds the expression that failed, when it is the one at work and of the user. */
    Optional<String> textAt(TemplateException fault) {
        return sourceOf(fault).map(template -> template.source().text());
    }

    /** The place of the expression that failed. */
    Optional<SourceLocation> exactPlace(TemplateException fault) {
        return sourceOf(fault).map(template -> template.place(fault.getLineNumber(), fault.getColumnNumber()));
    }

    private Optional<SourcedTemplate> sourceOf(TemplateException fault) {
        int height = faultHeight > 0 ? faultHeight : Math.max(depth, deepest);
        boolean known = height > 0
                && !MacroElement.is(stack[height - 1])
                && fault.getLineNumber() != null
                && stack[height - 1].getTemplate() instanceof SourcedTemplate s
                && s.origin().kind() == Kind.WRITTEN
                && s.getSourceName().equals(fault.getTemplateSourceName());
        return known ? Optional.of((SourcedTemplate) stack[height - 1].getTemplate()) : Optional.empty();
    }

    /** Adds what a diagnostic from elsewhere lacks: place, calls, excerpt. */
    Diagnostic completed(Diagnostic d) {
        List<TemplateFrame> frames = framesAtFault();
        if (frames.isEmpty()) return d;
        Diagnostic out = d;
        if (out.location().isEmpty()) {
            out = new Diagnostic(
                    d.severity(), Optional.of(frames.get(0).at()), d.message(), d.remedy(), d.stack(), d.excerpt());
        }
        if (out.stack().isEmpty()) out = out.withStack(frames.subList(1, frames.size()));
        return out.excerpt().isEmpty() ? out.withExcerpt(excerpt(out.location().orElseThrow())) : out;
    }

    /** A diagnostic at the first frame, with the rest as its stack and the line as its excerpt. */
    Diagnostic placed(List<TemplateFrame> frames, String message, String remedy) {
        if (frames.isEmpty()) return Diagnostic.error(message, remedy);
        SourceLocation at = frames.get(0).at();
        return Diagnostic.error(at, message, remedy)
                .withStack(frames.subList(1, frames.size()))
                .withExcerpt(excerpt(at));
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
        faultHeight = depth;
        if (!(fault instanceof InvalidReferenceException) || ticksAtNull != ticks || depth == 0) return false;
        if (!stack[depth - 1].getDescription().equals("${" + fault.getBlamedExpressionString() + "}")) return false;
        try {
            fault.getEnvironment().getOut().write("null");
            faultHeight = 0;
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    Budget budget() {
        return budget;
    }
}
