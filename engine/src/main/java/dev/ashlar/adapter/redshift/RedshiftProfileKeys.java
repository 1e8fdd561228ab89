package dev.ashlar.adapter.redshift;

import dev.ashlar.manifest.ConfigSchema;
import dev.ashlar.manifest.ConfigSchema.Effect;
import dev.ashlar.manifest.ConfigSchema.Key;
import dev.ashlar.manifest.ConfigSchema.Merging;
import dev.ashlar.manifest.ConfigSchema.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The keys of a redshift target, beside those that every target has. Names are dbt's where dbt has the thing. */
final class RedshiftProfileKeys {
    static final ConfigSchema SCHEMA = schema();

    private RedshiftProfileKeys() {}

    private static ConfigSchema schema() {
        List<Key> keys = new ArrayList<>();
        for (String name : List.of(
                "host",
                "database",
                "dbname",
                "user",
                "password",
                "pass",
                "cluster_id",
                "workgroup",
                "serverless_work_group",
                "account_id",
                "serverless_acct_id",
                "region",
                "aws_profile",
                "iam_profile",
                "iam_role",
                "access_key_id",
                "secret_access_key",
                "session_token",
                "endpoint_url",
                "sts_endpoint_url",
                "issuer_url",
                "idc_region",
                "idc_client_display_name",
                "token",
                "token_type",
                "plugin_name",
                "sslrootcert",
                "query_group",
                "search_path",
                "staging_location",
                "staging_iam_role",
                "staging_region",
                "staging_endpoint")) {
            keys.add(key(name, ValueType.TEXT));
        }
        keys.add(key("method", ValueType.TEXT, LogIn.Method.words().toArray(String[]::new)));
        keys.add(key("sslmode", ValueType.TEXT, Tls.words().toArray(String[]::new)));
        for (String name : List.of("port", "idp_listen_port", "idp_response_timeout")) {
            keys.add(key(name, ValueType.INTEGER));
        }
        keys.add(key("autocreate", ValueType.FLAG));
        keys.add(key("is_serverless", ValueType.FLAG));
        keys.add(key("db_groups", ValueType.TEXTS));
        keys.add(key("driver_properties", ValueType.MAPPING));
        return new ConfigSchema(keys);
    }

    private static Key key(String name, ValueType type, String... words) {
        return new Key(
                name, type, Set.of(), List.of(words), Merging.REPLACE, Effect.SEMANTICS, Set.of(RedshiftFacts.ENGINE));
    }
}
