package dev.ashlar.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a value stands within a record that nests: {@code customer.address.city}, {@code items[0].sku}, {@code
 * "order id".lines[1]}. Items of a list are counted from 0.
 */
public record FieldPath(List<Step> steps) {
    public FieldPath {
        steps = List.copyOf(steps);
    }

    public sealed interface Step {
        record Key(String name) implements Step {}

        record Item(int index) implements Step {}
    }

    /** Empty for a text that is no path. */
    public static Optional<FieldPath> of(String text) {
        List<Step> steps = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int from = steps.isEmpty() || text.charAt(at) == '[' ? at : at + 1;
            if (from > at && text.charAt(at) != '.') return Optional.empty();
            int to = end(text, from);
            if (to < 0) return Optional.empty();
            Optional<Step> step = step(text.substring(from, to));
            if (step.isEmpty() || (steps.isEmpty() && step.get() instanceof Step.Item)) return Optional.empty();
            steps.add(step.get());
            at = to;
        }
        return steps.isEmpty() ? Optional.empty() : Optional.of(new FieldPath(steps));
    }

    /** Where a step ends that begins here; negative where none does. */
    private static int end(String text, int from) {
        if (from == text.length()) return -1;
        char first = text.charAt(from);
        if (first == '[') return text.indexOf(']', from) + 1 == 0 ? -1 : text.indexOf(']', from) + 1;
        if (first == '"') return text.indexOf('"', from + 1) + 1 == 0 ? -1 : text.indexOf('"', from + 1) + 1;
        int end = from;
        while (end < text.length() && !isSign(text.charAt(end))) end++;
        return end;
    }

    private static Optional<Step> step(String text) {
        if (text.startsWith("[")) {
            String digits = text.substring(1, text.length() - 1);
            return digits.matches("[0-9]{1,9}")
                    ? Optional.of(new Step.Item(Integer.parseInt(digits)))
                    : Optional.empty();
        }
        String name = text.startsWith("\"") ? text.substring(1, text.length() - 1) : text;
        return name.isEmpty() ? Optional.empty() : Optional.of(new Step.Key(name));
    }

    private static boolean isSign(char c) {
        return Character.isWhitespace(c) || ".[]\"".indexOf(c) >= 0;
    }

    /** As a project would write it. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Step step : steps) {
            switch (step) {
                case Step.Item item -> text.append('[').append(item.index()).append(']');
                case Step.Key key -> {
                    if (!text.isEmpty()) text.append('.');
                    boolean plain = key.name().chars().noneMatch(c -> isSign((char) c));
                    text.append(plain ? key.name() : '"' + key.name() + '"');
                }
            }
        }
        return text.toString();
    }
}
