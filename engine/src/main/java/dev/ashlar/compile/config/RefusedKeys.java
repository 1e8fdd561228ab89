package dev.ashlar.compile.config;

import java.util.Map;
import java.util.Optional;

/** Keys of dbt's that are not carried, with the reason and what to write instead. */
final class RefusedKeys {
    private RefusedKeys() {}

    record Refusal(String reason, String remedy) {}

    private static final Map<String, Refusal> KEYS = Map.ofEntries(
            entry("quoting", "names are always quoted here", "Take it out."),
            entry("packages", "there are no packages of other projects to require", "Take it out."),
            entry("target_schema", "a snapshot's schema is named as every other node's", "Write 'schema:'."),
            entry("target_database", "a snapshot's database is named as every other node's", "Write 'database:'."),
            entry(
                    "invalidate_hard_deletes",
                    "'hard_deletes' has taken its place",
                    "Write 'hard_deletes: invalidate' (or ignore, or new_record)."),
            entry("dbt_valid_to_current", "the column is called valid_to here", "Write 'valid_to_current:'."),
            entry("catalog_name", "there are no external catalogs of table formats", "Take it out."),
            entry("table_format", "tables have the warehouse's own format", "Take it out."),
            entry("python_version", "models are SQL", "Write the model in SQL."),
            entry("submission_method", "models are SQL", "Write the model in SQL."),
            entry("build_after", "builds are not scheduled by freshness", "Take it out."),
            entry("predicates", "the key is 'incremental_predicates'", "Write 'incremental_predicates:'."),
            entry("dist_style", "the key is 'dist'", "Write 'dist: even', 'dist: all' or 'dist: <column>'."),
            entry("sort_by", "the key is 'sort'", "Write 'sort:'."),
            entry("time_spine", "there is no semantic layer", "Take it out."));

    private static Map.Entry<String, Refusal> entry(String key, String reason, String remedy) {
        return Map.entry(key, new Refusal(reason, remedy));
    }

    static Optional<Refusal> find(String key) {
        return Optional.ofNullable(KEYS.get(key));
    }
}
