package dev.ashlar.adapter.artifact;

import dev.ashlar.manifest.RelationName;
import dev.ashlar.manifest.Target;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What relations are called in events of <a href="https://openlineage.io/docs/spec/naming">OpenLineage</a>, so that those of
 * other tools name them alike: a namespace for the server or the file, and {@code database.schema.table} within it.
 */
final class OpenLineageNames {
    private static final Pattern CLUSTER =
            Pattern.compile("([^.]+)\\.[^.]+\\.([^.]+)\\.redshift(?:-serverless)?\\.amazonaws\\.com");

    private final String namespace;
    private final String database;

    OpenLineageNames(Target target, Path folder) {
        Map<String, Object> options = target.options();
        switch (target.type()) {
            case "duckdb" -> {
                Path file = folder.resolve(text(options, "path", "memory")).normalize();
                String name = file.getFileName().toString();
                this.namespace = "duckdb://" + file;
                this.database = name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : name;
            }
            case "redshift" -> {
                String host = text(options, "host", "localhost");
                Matcher cluster = CLUSTER.matcher(host);
                String server = cluster.matches() ? cluster.group(1) + "." + cluster.group(2) : host;
                this.namespace = "redshift://" + server + ":" + text(options, "port", "5439");
                this.database = text(options, "database", "");
            }
            default -> {
                this.namespace = target.type() + "://" + text(options, "host", "localhost") + ":"
                        + text(options, "port", "5432");
                this.database = text(options, "database", "");
            }
        }
    }

    private static String text(Map<String, Object> options, String key, String otherwise) {
        Object value = options.get(key);
        return value == null || String.valueOf(value).isEmpty() ? otherwise : String.valueOf(value);
    }

    String namespace() {
        return namespace;
    }

    /** The keys {@code namespace} and {@code name} of a dataset. */
    Map<String, Object> dataset(RelationName relation) {
        String of = relation.database().isEmpty() ? database : relation.database();
        String name = (of.isEmpty() ? "" : of + ".") + relation.schema() + "." + relation.identifier();
        return named(namespace, name);
    }

    /** Files that are loaded, by their pattern. */
    static Map<String, Object> files(String location) {
        if (!location.startsWith("s3://")) return named("file", location);
        int slash = location.indexOf('/', "s3://".length());
        return slash < 0 ? named(location, "/") : named(location.substring(0, slash), location.substring(slash + 1));
    }

    private static Map<String, Object> named(String namespace, String name) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("namespace", namespace);
        out.put("name", name);
        return out;
    }
}
