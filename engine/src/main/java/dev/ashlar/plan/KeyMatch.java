package dev.ashlar.plan;

import dev.ashlar.manifest.ColumnName;
import dev.ashlar.plan.RowStatement.KeyEquality;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Conditions on keys in SQL that every engine takes and can hash or merge. Null-safe equality is a pair of plain ones, of
 * the values without nulls and of their null-ness: {@code is not distinct from} runs as a nested loop on Postgres (over
 * 20 s against 0.6 s for 100,000 keys) and its validity on Redshift is unsettled.
 */
final class KeyMatch {
    private KeyMatch() {}

    static String equal(String left, String right, List<ColumnName> keys, KeyEquality equality) {
        List<String> conditions = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            ColumnName key = keys.get(i);
            conditions.add(
                    switch (equality) {
                        case KeyEquality.Plain plain -> left + "." + key + " = " + right + "." + key;
                        case KeyEquality.NullSafe safe -> {
                            String zero = safe.zeros().get(i);
                            yield value(left, key, zero) + " = " + value(right, key, zero) + " and "
                                    + nullness(left, key) + " = " + nullness(right, key);
                        }
                    });
        }
        return String.join(" and ", conditions);
    }

    private static String value(String alias, ColumnName key, String zero) {
        return zero.isEmpty()
                ? "coalesce(cast(" + alias + "." + key + " as varchar(65535)), '')"
                : "coalesce(" + alias + "." + key + ", " + zero + ")";
    }

    private static String nullness(String alias, ColumnName key) {
        return "case when " + alias + "." + key + " is null then 1 else 0 end";
    }

    static String anyNull(List<ColumnName> keys) {
        return keys.stream().map(key -> key + " is null").collect(Collectors.joining(" or "));
    }

    static String list(List<ColumnName> columns) {
        return columns.stream().map(ColumnName::quoted).collect(Collectors.joining(", "));
    }

    static String list(String alias, List<ColumnName> columns) {
        return columns.stream().map(c -> alias + "." + c).collect(Collectors.joining(", "));
    }
}
