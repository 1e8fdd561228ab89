package dev.ashlar.compile.render;

import dev.ashlar.manifest.RelationName;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Rows of plain values worded as a SELECT of literals. */
final class FixtureRows {
    private FixtureRows() {}

    /** @param type as the engine spells it; empty where nobody knows */
    record Typed(String name, Optional<String> type) {
        /** @param type as the engine tells it; that of a bare null says nothing */
        static Typed of(String name, String type) {
            String plain = type.replace("\"", "").toUpperCase(Locale.ROOT);
            return new Typed(name, plain.equals("NULL") || plain.isEmpty() ? Optional.empty() : Optional.of(type));
        }

        String cast(String value) {
            return type.map(t -> "cast(" + value + " as " + t + ")").orElse(value);
        }

        String quoted() {
            return RelationName.quote(name);
        }
    }

    /**
     * @param columns at least one; what a row does not say of them is null
     * @param rows by column name in any case
     */
    static String select(List<Typed> columns, List<Map<String, Object>> rows) {
        if (rows.isEmpty()) return select(columns, Map.of()) + "\nwhere 1 = 0";
        return rows.stream().map(row -> select(columns, row)).collect(Collectors.joining("\nunion all\n"));
    }

    private static String select(List<Typed> columns, Map<String, Object> row) {
        List<String> values = new ArrayList<>();
        for (Typed column : columns) {
            Object value = row.entrySet().stream()
                    .filter(cell -> cell.getKey().equalsIgnoreCase(column.name()))
                    .map(cell -> Optional.ofNullable(cell.getValue()))
                    .findFirst()
                    .flatMap(found -> found)
                    .orElse(null);
            values.add(column.cast(literal(value, column)) + " as " + column.quoted());
        }
        return "select " + String.join(", ", values);
    }

    /** Lists and mappings are texts of JSON, which DuckDB casts to any type; but for two that are not read from such a text. */
    private static String literal(Object value, Typed column) {
        String type = column.type().orElse("").toLowerCase(Locale.ROOT);
        boolean nested = value instanceof List<?> || value instanceof Map<?, ?>;
        // cast to SUPER, a text stays one: https://docs.aws.amazon.com/redshift/latest/dg/JSON_PARSE.html
        if (nested && type.equals("super")) return "json_parse(" + quoted(json(value)) + ")";
        if (value instanceof List<?> list && type.endsWith("[]") && !hasMappings(list)) return array(list);
        return literal(value);
    }

    private static boolean hasMappings(List<?> list) {
        return list.stream()
                .anyMatch(one -> one instanceof Map<?, ?> || (one instanceof List<?> inner && hasMappings(inner)));
    }

    private static String array(List<?> list) {
        return list.stream()
                .map(one -> one instanceof List<?> inner ? array(inner) : literal(one))
                .collect(Collectors.joining(", ", "array[", "]"));
    }

    private static String literal(Object value) {
        return switch (value) {
            case null -> "null";
            case Boolean flag -> flag.toString();
            case Double number ->
                number.isNaN() || number.isInfinite()
                        ? quoted(number.toString())
                        : new BigDecimal(number.toString()).toPlainString();
            case BigDecimal number -> number.toPlainString();
            case Number number -> number.toString();
            case LocalDate date -> "date " + quoted(date.toString());
            case List<?> list -> quoted(json(list));
            case Map<?, ?> map -> quoted(json(map));
            default -> quoted(value.toString());
        };
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static String json(Object value) {
        return switch (value) {
            case null -> "null";
            case Boolean flag -> flag.toString();
            case Number number -> number.toString();
            case List<?> list -> list.stream().map(FixtureRows::json).collect(Collectors.joining(", ", "[", "]"));
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(entry -> json(String.valueOf(entry.getKey())) + ": " + json(entry.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
            default -> jsonText(value.toString());
        };
    }

    private static String jsonText(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') out.append('\\').append(c);
            else if (c < ' ') out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            else out.append(c);
        }
        return out.append('"').toString();
    }
}
