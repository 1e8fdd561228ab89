package dev.ashlar.compile.properties;

import dev.ashlar.compile.read.Fields;
import dev.ashlar.compile.read.Texts;
import dev.ashlar.diagnostic.Diagnostics;
import dev.ashlar.manifest.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the keys of {@code external:} that say how an address is asked, and where its answers land. */
final class ApiKeys {
    private static final List<String> KEYS = List.of("landing", "records", "headers", "pages");
    private static final List<String> WAYS = List.of("next", "number", "cursor");
    private static final List<String> SECRET =
            List.of("authorization", "cookie", "token", "secret", "api-key", "apikey");

    private final Texts texts;
    private final Diagnostics diagnostics;

    ApiKeys(Texts texts, Diagnostics diagnostics) {
        this.texts = texts;
        this.diagnostics = diagnostics;
    }

    /** @param location empty where it lacks or is wrong, which has been told */
    Map<String, Object> read(Fields fields, Optional<String> location, String format) {
        Map<String, Object> options = new LinkedHashMap<>();
        fields.text("landing")
                .ifPresent(folder -> options.put("landing", texts.render(folder, fields.placeOf("landing"))));
        fields.text("records").ifPresent(path -> options.put("records", path));
        headers(fields).ifPresent(headers -> options.put("headers", headers));
        fields.fields("pages", "'pages' of " + fields.what())
                .ifPresent(pages -> options.put("pages", pages(pages, options.containsKey("records"))));
        if (location.isEmpty()) return options;
        if (location.get().matches("(?s)https?://.*")) {
            demand(fields, format, options);
        } else {
            KEYS.stream().filter(fields::has).forEach(key -> notAsked(fields, key));
        }
        return options;
    }

    private void demand(Fields fields, String format, Map<String, Object> options) {
        Stream.of("settle", "success_marker").filter(fields::has).forEach(key -> neverHalf(fields, key));
        if (!options.containsKey("landing")) {
            diagnostics.error(
                    fields.placeOf("location"),
                    fields.what() + " lacks 'landing', the folder in which answers become files.",
                    "Write for example 'landing: landing/orders', a folder of its own.");
        }
        if (!format.equals("jsonl")) {
            diagnostics.error(
                    fields.placeOf(fields.has("format") ? "format" : "location"),
                    "The format of " + fields.what() + " is " + format
                            + ", but what an address answers lands as jsonl.",
                    "Write 'format: jsonl'.");
        }
    }

    private void neverHalf(Fields fields, String key) {
        diagnostics.error(
                fields.keyPlaceOf(key),
                "'" + key + "' of " + fields.what()
                        + " waits for files to be complete, and what an address answers lands complete.",
                "Take it out.");
    }

    private void notAsked(Fields fields, String key) {
        diagnostics.error(
                fields.keyPlaceOf(key),
                "'" + key + "' of " + fields.what() + " says how an address is asked, but the location is none.",
                "Take it out, or write a location that begins with https://.");
    }

    private Optional<Map<String, String>> headers(Fields fields) {
        return fields.mapping("headers").map(tree -> {
            Map<String, String> headers = new LinkedHashMap<>();
            for (Tree.Entry entry : tree.entries()) {
                String lower = entry.key().toLowerCase(Locale.ROOT);
                if (SECRET.stream().anyMatch(lower::contains)) {
                    diagnostics.error(
                            entry.keyAt(),
                            "The header '" + entry.key() + "' of " + fields.what() + " is a secret.",
                            "Write it below 'places' in profiles.yml, by env_var.");
                    continue;
                }
                headers.put(
                        entry.key(),
                        texts.render(
                                String.valueOf(entry.value().plain()),
                                entry.value().at()));
            }
            return headers;
        });
    }

    private Map<String, Object> pages(Fields fields, boolean recordsSaid) {
        Map<String, Object> pages = new LinkedHashMap<>();
        for (String key : List.of("next", "number", "cursor", "parameter")) {
            fields.text(key).ifPresent(value -> pages.put(key, value));
        }
        fields.integer("first").ifPresent(value -> pages.put("first", value));
        fields.done();
        if (WAYS.stream().filter(pages::containsKey).count() != 1) {
            diagnostics.error(
                    fields.at(),
                    fields.what() + " must say one of next, number, cursor.",
                    "Write 'next: header', 'next: links.next', 'number: page', or 'cursor: meta.next' with 'parameter: after'.");
        } else if (pages.containsKey("cursor") != pages.containsKey("parameter")) {
            diagnostics.error(
                    fields.at(),
                    "'cursor' and 'parameter' of " + fields.what() + " belong together.",
                    "Say where the answer has the mark, and by which parameter it is asked for.");
        } else if (pages.containsKey("first") && !pages.containsKey("number")) {
            diagnostics.error(
                    fields.placeOf("first"), "'first' of " + fields.what() + " belongs to 'number'.", "Take it out.");
        } else if (!recordsSaid && !pages.containsKey("number") && !"header".equals(pages.get("next"))) {
            diagnostics.error(
                    fields.at(),
                    fields.what() + " looks into the answer, so 'records' must say where its records are.",
                    "Write for example 'records: data'.");
        }
        return pages;
    }
}
