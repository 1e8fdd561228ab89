package dev.ashlar.adapter.artifact;

import java.util.LinkedHashMap;
import java.util.Map;

/** Facets of runs and jobs, each with the version of its schema. */
final class OpenLineageFacets {
    static final String SPEC = "https://openlineage.io/spec/";

    private OpenLineageFacets() {}

    /** @param schema its file below {@code spec/}, without {@code .json} */
    static Map<String, Object> facet(String schema) {
        String name = schema.substring(schema.lastIndexOf('/') + 1);
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("_producer", OpenLineageFile.PRODUCER);
        out.put("_schemaURL", SPEC + schema + ".json#/$defs/" + name);
        return out;
    }

    static Map<String, Object> parent(String namespace, String name, String run) {
        Map<String, Object> out = facet("facets/1-2-0/ParentRunFacet");
        out.put("run", Map.of("runId", run));
        out.put("job", Map.of("namespace", namespace, "name", name));
        return out;
    }

    static Map<String, Object> engine(String version) {
        Map<String, Object> out = facet("facets/1-1-1/ProcessingEngineRunFacet");
        out.put("name", "ashlar");
        out.put("version", version);
        return out;
    }

    static Map<String, Object> error(String message) {
        Map<String, Object> out = facet("facets/1-0-1/ErrorMessageRunFacet");
        out.put("message", message);
        out.put("programmingLanguage", "SQL");
        return out;
    }

    static Map<String, Object> jobType(String type) {
        Map<String, Object> out = facet("facets/2-0-4/JobTypeJobFacet");
        out.put("processingType", "BATCH");
        out.put("integration", "ASHLAR");
        out.put("jobType", type);
        return out;
    }

    static Map<String, Object> sql(String query, String dialect) {
        Map<String, Object> out = facet("facets/1-1-0/SQLJobFacet");
        out.put("query", query);
        out.put("dialect", dialect);
        return out;
    }
}
