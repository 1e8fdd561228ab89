package dev.ashlar.docs;

import java.util.Map;

/**
 * A column of the lineage graph and a course of the overview: a layer, or the nodes of a kind that has no layer.
 *
 * @param key unique, for links
 * @param schema of a layer
 */
record Band(String key, String label, String schema) {
    Map<String, Object> fields() {
        return new Fields()
                .put("key", key)
                .put("label", label)
                .put("schema", schema)
                .map();
    }
}
