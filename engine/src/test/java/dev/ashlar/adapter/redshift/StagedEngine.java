package dev.ashlar.adapter.redshift;

import dev.ashlar.redshiftfront.RedshiftFront;
import java.util.Map;

/** Options of a target whose rows wait in the S3 beside the front. */
final class StagedEngine {
    private StagedEngine() {}

    static Map<String, Object> staging(RedshiftFront front, String bucket) {
        return Map.of(
                "staging_location", "s3://" + bucket + "/in",
                "staging_region", "eu-central-1",
                "staging_endpoint", front.s3().endpoint().toString(),
                "access_key_id", "AKIAEXAMPLE",
                "secret_access_key", "s3cr3t!");
    }
}
