package dev.ashlar.adapter.artifact;

import dev.ashlar.report.Invocation;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * What every artifact says about its origin.
 *
 * @param engine the warehouse's kind: duckdb, postgres, redshift
 * @param ashlarVersion of the tool that writes
 */
record ArtifactHeader(String engine, String ashlarVersion) {
    /** The release of dbt whose artifact schemas these are; readers choose their parser by it. */
    private static final String DBT_VERSION = "1.12.0";

    void write(JsonOut json, String schema, Invocation invocation, Instant now) throws IOException {
        json.field("dbt_schema_version", "https://schemas.getdbt.com/dbt/" + schema + ".json")
                .field("dbt_version", DBT_VERSION)
                .field("generated_at", time(now))
                .field("invocation_id", invocation.id())
                .field("invocation_started_at", time(invocation.startedAt()))
                .field("env", Map.of("ASHLAR_VERSION", ashlarVersion));
    }

    /** As dbt writes it: UTC, microseconds. */
    static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS).toString();
    }
}
