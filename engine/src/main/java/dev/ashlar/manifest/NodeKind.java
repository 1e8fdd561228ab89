package dev.ashlar.manifest;

/** The kinds of nodes, by the word that starts their unique id (dbt's artifact format). */
public enum NodeKind {
    SOURCE("source"),
    SEED("seed"),
    MODEL("model"),
    SNAPSHOT("snapshot"),
    DATA_TEST("test"),
    UNIT_TEST("unit_test"),
    ANALYSIS("analysis"),
    EXPOSURE("exposure"),
    OPERATION("operation");

    private final String word;

    NodeKind(String word) {
        this.word = word;
    }

    /** The word of unique ids and of {@code --resource-type}. */
    public String word() {
        return word;
    }
}
