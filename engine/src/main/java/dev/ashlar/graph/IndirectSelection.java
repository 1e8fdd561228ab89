package dev.ashlar.graph;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which tests come along with the nodes they read. */
public enum IndirectSelection {
    /** Those that read any selected node. */
    EAGER,
    /** Those that read selected nodes only. */
    CAUTIOUS,
    /** Those that read only selected nodes and what these are built from. */
    BUILDABLE,
    /** None. */
    EMPTY;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<IndirectSelection> find(String word) {
        return Arrays.stream(values()).filter(mode -> mode.word().equals(word)).findFirst();
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(IndirectSelection::word).toList();
    }
}
