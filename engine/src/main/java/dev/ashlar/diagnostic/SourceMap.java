package dev.ashlar.diagnostic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** For every character of a rendered text: the template place that wrote it, and the macro calls that led there. */
public final class SourceMap {
    public static final SourceMap EMPTY = new SourceMap(new int[0], List.of());

    private final int[] starts;
    private final List<Segment> segments;

    private SourceMap(int[] starts, List<Segment> segments) {
        this.starts = starts;
        this.segments = segments;
    }

    /**
     * A run of output with one origin.
     *
     * @param stack the writing place first, then the calls, innermost first
     * @param text the template text of the run if it was copied as it stands, so that lines and columns can be counted
     *     within it; empty for the value of an interpolation, all of which maps to its start
     */
    public record Segment(List<TemplateFrame> stack, String text) {
        public Segment {
            stack = List.copyOf(stack);
        }
    }

    /**
     * @param offset 0-based position in the rendered text
     * @return the place and the calls, innermost first; empty when the text has no known origin
     */
    public List<TemplateFrame> at(int offset) {
        if (segments.isEmpty()) return List.of();
        int found = Arrays.binarySearch(starts, offset);
        int index = found >= 0 ? found : -found - 2;
        if (index < 0) return List.of();
        while (index + 1 < starts.length && starts[index + 1] == starts[index]) index++;
        Segment segment = segments.get(index);
        if (segment.stack.isEmpty() || segment.text.isEmpty()) return segment.stack;
        List<TemplateFrame> stack = new ArrayList<>(segment.stack);
        TemplateFrame top = stack.get(0);
        stack.set(0, new TemplateFrame(advance(top.at(), segment.text, offset - starts[index]), top.call()));
        return List.copyOf(stack);
    }

    private static SourceLocation advance(SourceLocation from, String text, int by) {
        int line = from.line();
        int column = from.column();
        for (int i = 0; i < Math.min(by, text.length()); i++) {
            if (text.charAt(i) == '\n') {
                line++;
                column = 1;
            } else {
                column++;
            }
        }
        return new SourceLocation(from.file(), line, column);
    }

    /**
     * The map of the text into which {@code length} characters have been put at {@code offset}; they belong to what stands
     * before them.
     */
    public SourceMap insert(int offset, int length) {
        int[] moved = starts.clone();
        for (int i = 0; i < moved.length; i++) {
            if (moved[i] >= offset) moved[i] += length;
        }
        return new SourceMap(moved, segments);
    }

    /** The map of what begins at this offset of the text. */
    public SourceMap from(int offset) {
        return new SourceMap(Arrays.stream(starts).map(start -> start - offset).toArray(), segments);
    }

    /** Builds a map in the order of the output. */
    public static final class Builder {
        private final List<Integer> starts = new ArrayList<>();
        private final List<Segment> segments = new ArrayList<>();

        /** @param start 0-based offset of the run in the output, not lower than the one before */
        public Builder add(int start, Segment segment) {
            starts.add(start);
            segments.add(segment);
            return this;
        }

        public SourceMap build() {
            return new SourceMap(starts.stream().mapToInt(Integer::intValue).toArray(), List.copyOf(segments));
        }
    }
}
