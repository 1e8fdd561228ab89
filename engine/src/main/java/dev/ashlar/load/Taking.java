package dev.ashlar.load;

import dev.ashlar.manifest.Durations;
import dev.ashlar.manifest.Node;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which of the files that a location names are taken, and when.
 *
 * @param settle how long a file must have been left alone; zero where that does not matter
 * @param marker name of the file whose presence says that a folder is complete
 */
record Taking(
        OnDuplicate onDuplicate,
        OnChangedFile onChangedFile,
        OnNewColumns onNewColumns,
        Duration settle,
        Optional<String> marker) {

    /** For the bytes of a file that was loaded under another name. */
    enum OnDuplicate {
        FAIL,
        SKIP,
        LOAD
    }

    /** For a file whose bytes are others than when it was loaded. */
    enum OnChangedFile {
        FAIL,
        /** Its rows take the place of those it had. */
        RELOAD,
        IGNORE
    }

    /** For columns that files have and the table lacks. */
    enum OnNewColumns {
        ADD,
        IGNORE,
        FAIL
    }

    /** Where the user named no columns, those of the files are wanted. */
    static Taking of(Node.Source source, Node.ExternalFiles files) {
        Map<String, Object> options = files.options();
        String columns = text(options, "on_new_columns").orElse(source.columns().isEmpty() ? "add" : "ignore");
        return new Taking(
                OnDuplicate.valueOf(
                        upper(text(options, "on_duplicate_content").orElse(isAsked(files) ? "load" : "fail"))),
                OnChangedFile.valueOf(upper(text(options, "on_changed_file").orElse("fail"))),
                OnNewColumns.valueOf(upper(columns)),
                text(options, "settle").flatMap(Durations::find).orElse(Duration.ZERO),
                text(options, "success_marker"));
    }

    /** An address may well answer what it answered some time before; nobody put a file there twice. */
    private static boolean isAsked(Node.ExternalFiles files) {
        return files.options().containsKey("landing");
    }

    private static String upper(String word) {
        return word.toUpperCase(Locale.ROOT);
    }

    private static Optional<String> text(Map<String, Object> options, String key) {
        return Optional.ofNullable(options.get(key)).map(String::valueOf);
    }
}
