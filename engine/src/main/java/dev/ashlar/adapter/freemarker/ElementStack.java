package dev.ashlar.adapter.freemarker;

import dev.ashlar.adapter.freemarker.SourcedTemplate.Kind;
import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.diagnostic.TemplateFrame;
import freemarker.core.TemplateProcessingTracer.TracedElement;
import freemarker.core.TextBlock;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The template elements that are at work, outermost first, and what they tell of places and calls. */
final class ElementStack {
    private static final int MOST_FRAMES = 20;

    private TracedElement[] stack = new TracedElement[32];
    private int depth;
    private int deepest;
    private int faultHeight;

    void push(TracedElement element) {
        if (depth == stack.length) stack = Arrays.copyOf(stack, depth * 2);
        stack[depth++] = element;
        deepest = depth;
        faultHeight = 0;
    }

    /** The slot is kept: after a fault it tells where we were. */
    void pop() {
        depth--;
    }

    int depth() {
        return depth;
    }

    /** Null before the first element. */
    TracedElement top() {
        return depth == 0 ? null : stack[depth - 1];
    }

    /** Remembers that a fault came up at the element at work. */
    void fault() {
        faultHeight = depth;
    }

    private int heightAtFault() {
        return faultHeight > 0 ? faultHeight : Math.max(depth, deepest);
    }

    /** The place at work, then the calls that led there, innermost first. */
    List<TemplateFrame> frames() {
        return frames(depth);
    }

    /** The same for the element at which a fault came up, even after FreeMarker has unwound. */
    List<TemplateFrame> framesAtFault() {
        return frames(heightAtFault());
    }

    private List<TemplateFrame> frames(int height) {
        int top = height - 1;
        while (top > 0 && MacroElement.is(stack[top])) top--; // binding arguments: the fault is at the call
        if (top < 0) return List.of();
        List<TemplateFrame> frames = new ArrayList<>(2);
        add(frames, stack[top], "");
        for (int i = top; i > 0; i--) {
            if (!MacroElement.is(stack[i])) continue;
            add(frames, stack[i - 1], MacroElement.call(stack[i]));
            if (frames.size() > MOST_FRAMES) frames.remove(MOST_FRAMES - 1); // of a recursion the ends are enough
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
        for (int i = heightAtFault() - 1; i >= 0; i--) {
            boolean here = stack[i].getTemplate() instanceof SourcedTemplate s
                    && s.origin().kind() == Kind.WRITTEN
                    && s.source().file().equals(at.file());
            if (here) return Wording.excerpt(((SourcedTemplate) stack[i].getTemplate()).source(), at);
        }
        return "";
    }

    /** What FreeMarker calls the element at which a fault came up, for example {@code @cents} or {@code #if x}. */
    String atFault() {
        int height = heightAtFault();
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
        if (depth == 0
                || !(top().getTemplate() instanceof SourcedTemplate s)
                || s.origin().kind() != Kind.WRITTEN) {
            return place();
        }
        return tokens(s).stream()
                .filter(token -> token.isName(function))
                .findFirst()
                .map(token -> s.places().ofOffset(token.offset()))
                .orElseGet(this::place);
    }

    /** Names of the arguments of the tag at work in the order written, which FreeMarker forgets. */
    Set<String> argumentOrder(Set<String> names) {
        Set<String> order = new LinkedHashSet<>();
        if (depth > 0 && top().getTemplate() instanceof SourcedTemplate s) {
            for (Token token : tokens(s)) if (names.contains(token.text())) order.add(token.text());
        }
        order.addAll(names);
        return order;
    }

    private List<Token> tokens(SourcedTemplate template) {
        int offset = template.places().offset(top().getBeginLine(), top().getBeginColumn());
        return TemplateScanner.scanOne(template.source().text(), offset).stream()
                .flatMap(tag -> tag.tokens().stream())
                .toList();
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
        int height = heightAtFault();
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
        List<TemplateFrame> frames = frames();
        if (frames.isEmpty()) return d;
        Diagnostic out = d;
        if (out.location().isEmpty()) {
            out = new Diagnostic(
                    d.severity(), Optional.of(frames.get(0).at()), d.message(), d.remedy(), d.stack(), d.excerpt());
        }
        if (out.stack().isEmpty()) out = out.withStack(frames.subList(1, frames.size()));
        return out.excerpt().isEmpty() ? out.withExcerpt(excerpt(out.location().orElseThrow())) : out;
    }

    /** A diagnostic at the element at work. */
    Diagnostic diagnostic(String message, String remedy) {
        return placed(frames(), message, remedy);
    }

    /** A diagnostic at the first frame, with the rest as its stack and the line as its excerpt. */
    Diagnostic placed(List<TemplateFrame> frames, String message, String remedy) {
        if (frames.isEmpty()) return Diagnostic.error(message, remedy);
        SourceLocation at = frames.get(0).at();
        return Diagnostic.error(at, message, remedy)
                .withStack(frames.subList(1, frames.size()))
                .withExcerpt(excerpt(at));
    }
}
