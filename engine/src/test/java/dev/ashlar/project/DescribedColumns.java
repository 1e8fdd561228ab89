package dev.ashlar.project;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/** What the properties files of a folder say of columns, read without the engine. */
final class DescribedColumns {
    private DescribedColumns() {}

    /** Description by column by model, of those columns that have both a description and a test. */
    static Map<String, Map<String, String>> of(Path folder) {
        Map<String, Map<String, String>> found = new LinkedHashMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".yml")).toList()) {
                Map<String, Object> properties = new Yaml().load(Files.readString(file));
                for (Map<String, Object> model : entries(properties, "models")) {
                    if (!model.containsKey("description")) continue;
                    Map<String, String> columns = new LinkedHashMap<>();
                    for (Map<String, Object> column : entries(model, "columns")) {
                        if (!(column.get("data_tests") instanceof List<?> tests) || tests.isEmpty()) continue;
                        if (column.get("description") instanceof String description && !description.isBlank()) {
                            columns.put((String) column.get("name"), description);
                        }
                    }
                    found.put((String) model.get("name"), columns);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    @SuppressWarnings("unchecked") // a list of mappings, as the engine's strict reader has checked before
    private static List<Map<String, Object>> entries(Map<String, Object> of, String key) {
        return (List<Map<String, Object>>) of.getOrDefault(key, List.of());
    }
}
