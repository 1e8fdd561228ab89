package dev.ashlar.adapter.freemarker;

import dev.ashlar.manifest.TemplateText;
import dev.ashlar.port.ModelTemplates;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The macros that come with the engine: standard SQL in {@code ansi}, and what an engine words otherwise in its folder. */
final class BuiltInMacros {
    /** The hash under which a project that overrides a built-in macro still reaches it: {@code ashlar.dateadd(...)}. */
    static final String PACKAGE = ModelTemplates.BUILT_IN;

    static final String ANSI = "ansi";
    static final List<String> FILES = List.of(
            "dates", "types", "strings", "hashes", "aggregates", "numbers", "relations", "rows", "tests", "statements");
    private static final String FOLDER = "/dev/ashlar/macros/";

    private BuiltInMacros() {}

    /** The files of a folder; a folder holds only those that differ from {@code ansi}. */
    static List<TemplateText> files(String folder) {
        List<TemplateText> found = new ArrayList<>();
        for (String name : FILES) {
            try (InputStream in = BuiltInMacros.class.getResourceAsStream(FOLDER + folder + "/" + name + ".ftl")) {
                if (in == null) continue;
                String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                found.add(TemplateText.ofFile(PACKAGE + ":macros/" + folder + "/" + name + ".ftl", text));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return found;
    }
}
