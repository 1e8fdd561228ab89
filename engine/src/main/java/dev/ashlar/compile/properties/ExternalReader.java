package dev.ashlar.compile.properties;

import dev.ashlar.compile.read.Fields;
import dev.ashlar.compile.read.Texts;
import dev.ashlar.diagnostic.Diagnostics;
import dev.ashlar.manifest.Durations;
import dev.ashlar.manifest.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code external:}, where the files of a loaded source are and how they are read. */
final class ExternalReader {
    private static final Map<String, List<String>> WORDS = Map.of(
            "on_bad_row", List.of("reject", "fail"),
            "mode", List.of("append", "replace"),
            "on_duplicate_content", List.of("fail", "skip", "load"),
            "on_changed_file", List.of("fail", "reload", "ignore"),
            "on_new_columns", List.of("add", "ignore", "fail"),
            "empty", List.of("null", "string"));

    private static final Pattern PASSWORD = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://[^/@]*:[^/]*@");

    private final Texts texts;
    private final Diagnostics diagnostics;

    ExternalReader(Texts texts, Diagnostics diagnostics) {
        this.texts = texts;
        this.diagnostics = diagnostics;
    }

    Optional<Node.ExternalFiles> read(Fields fields) {
        Optional<String> location = fields.required("location")
                .map(text -> texts.render(text, fields.placeOf("location")))
                .filter(text -> isWithoutPassword(text, fields));
        String format = word(fields, "format", FormatKeys.FORMATS).orElse("csv");
        Map<String, Object> options = new LinkedHashMap<>();
        for (String key :
                List.of("on_bad_row", "mode", "on_duplicate_content", "on_changed_file", "on_new_columns", "empty")) {
            word(fields, key, WORDS.get(key)).ifPresent(value -> options.put(key, value));
        }
        fields.integer("max_rejects").ifPresent(value -> {
            options.put("max_rejects", value);
            if (value < 0) {
                diagnostics.error(
                        fields.placeOf("max_rejects"),
                        "'max_rejects' of " + fields.what() + " must not be negative, but it is " + value + ".",
                        "Write 0 to allow none.");
            }
        });
        fields.text("settle").ifPresent(value -> {
            options.put("settle", value);
            if (Durations.find(value).isEmpty()) {
                diagnostics.error(
                        fields.placeOf("settle"),
                        "'settle' of " + fields.what() + " must be a duration, but it is '" + value + "'.",
                        "Write for example 'settle: 60s'.");
            }
        });
        fields.text("success_marker").ifPresent(value -> {
            options.put("success_marker", value);
            if (value.isEmpty() || value.contains("/")) {
                diagnostics.error(
                        fields.placeOf("success_marker"),
                        "'success_marker' of " + fields.what() + " must be the name of a file, but it is '" + value
                                + "'.",
                        "Write for example 'success_marker: _SUCCESS'.");
            }
        });
        fields.flag("row_hash").ifPresent(value -> options.put("row_hash", value));
        fields.flag("partitions").ifPresent(value -> options.put("partitions", value));
        fields.flag("row_numbers").filter(numbered -> !numbered).ifPresent(never -> alwaysNumbered(fields));
        options.putAll(new FormatKeys(diagnostics).read(fields, format));
        options.putAll(new ApiKeys(texts, diagnostics).read(fields, location, format));
        fields.done();
        return location.map(text -> new Node.ExternalFiles(text, format, options, fields.placeOf("location")));
    }

    /** Records are judged one by one on every engine, so their numbers are known; leaving them out would gain nothing. */
    private void alwaysNumbered(Fields fields) {
        diagnostics.error(
                fields.placeOf("row_numbers"),
                "'row_numbers' of " + fields.what()
                        + " cannot be false: every row gets the number of its record, '_row', on" + " every engine.",
                "Take it out.");
    }

    /** Project files are read by many, and a location is shown in messages and artifacts. */
    private boolean isWithoutPassword(String location, Fields fields) {
        if (!PASSWORD.matcher(location).lookingAt()) return true;
        diagnostics.error(
                fields.placeOf("location"),
                "The location of " + fields.what() + " holds a password.",
                "Take it out, and write it below 'places' in profiles.yml, by env_var.");
        return false;
    }

    /** {@code empty: null} is YAML's null and means the default. */
    private Optional<String> word(Fields fields, String key, List<String> allowed) {
        Optional<String> word = fields.text(key);
        if (word.isEmpty() || allowed.contains(word.get())) return word;
        diagnostics.error(
                fields.placeOf(key),
                "'" + key + "' of " + fields.what() + " must be one of " + String.join(", ", allowed)
                        + ", but it is the text '" + word.get() + "'.",
                "Write for example '" + key + ": " + allowed.get(0) + "'.");
        return Optional.empty();
    }
}
