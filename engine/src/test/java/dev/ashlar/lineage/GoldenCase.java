package dev.ashlar.lineage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One query of {@code src/test/resources/lineage}, whose README tells the format.
 *
 * @param relations every relation that the query may read, those of {@code catalog.txt} first
 * @param columns expected, in order
 * @param filters expected, as written
 */
record GoldenCase(
        String file,
        String title,
        List<String> engines,
        List<GoldenRelation> relations,
        String sql,
        List<GoldenColumn> columns,
        List<String> filters) {
    private static final List<String> FILES = List.of(
            "01-select",
            "02-names",
            "03-joins",
            "04-ctes",
            "05-sets",
            "06-stars",
            "07-windows",
            "08-groups",
            "09-subqueries",
            "10-derived",
            "11-nested-values",
            "12-reshaping",
            "13-whole-models");

    /** @param columns type by name */
    record GoldenRelation(String name, Map<String, String> columns) {}

    /**
     * @param origins by relation and column, the word of the kind
     * @param unresolved part of the reason
     */
    record GoldenColumn(String name, Map<String, String> origins, Optional<String> unresolved) {}

    static List<GoldenCase> all() {
        List<GoldenRelation> catalog = read("catalog.txt")
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(GoldenCase::relation)
                .toList();
        List<GoldenCase> all = new ArrayList<>();
        for (String file : FILES) {
            for (String text : read(file + ".txt").split("(?m)^== ")) {
                if (!text.isBlank()) all.add(parse(file, text, catalog));
            }
        }
        return all;
    }

    private static GoldenCase parse(String file, String text, List<GoldenRelation> catalog) {
        String[] parts = text.split("(?m)^--$");
        if (parts.length != 3) throw new IllegalArgumentException(file + " holds a case of other parts: " + text);
        List<String> head = parts[0].lines().toList();
        List<GoldenRelation> relations = new ArrayList<>(catalog);
        head.stream()
                .skip(2)
                .map(line -> relation(line.substring("with ".length())))
                .forEach(relations::add);
        List<GoldenColumn> columns = new ArrayList<>();
        List<String> filters = new ArrayList<>();
        for (String line : parts[2].strip().lines().toList()) {
            if (line.startsWith("filters: "))
                filters.addAll(List.of(line.substring("filters: ".length()).split(", ")));
            else columns.add(column(line));
        }
        return new GoldenCase(
                file, head.get(0), List.of(head.get(1).split(" ")), relations, parts[1].strip(), columns, filters);
    }

    private static GoldenRelation relation(String line) {
        int open = line.indexOf('(');
        Map<String, String> columns = new java.util.LinkedHashMap<>();
        int depth = 0;
        int start = open + 1;
        for (int i = open + 1; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '(') depth++;
            if (depth == 0 && (c == ',' || c == ')')) {
                String column = line.substring(start, i).strip();
                int end = column.startsWith("\"") ? column.lastIndexOf('"') + 1 : column.indexOf(' ');
                columns.put(
                        unquoted(column.substring(0, end)),
                        column.substring(end).strip());
                start = i + 1;
            } else if (c == ')') {
                depth--;
            }
        }
        return new GoldenRelation(unquoted(line.substring(0, open)), columns);
    }

    private static GoldenColumn column(String line) {
        int colon = line.startsWith("\"") ? line.indexOf('"', 1) + 1 : line.indexOf(": ");
        String name = unquoted(line.substring(0, colon));
        String rest = line.substring(colon + 2);
        if (rest.startsWith("unresolved, ")) {
            return new GoldenColumn(name, Map.of(), Optional.of(rest.substring("unresolved, ".length())));
        }
        Map<String, String> origins = new TreeMap<>();
        if (!rest.equals("nothing")) {
            for (String origin : rest.split(", ")) {
                int end = origin.startsWith("passed on ") ? "passed on".length() : origin.indexOf(' ');
                origins.put(origin.substring(end + 1), origin.substring(0, end));
            }
        }
        return new GoldenColumn(name, origins, Optional.empty());
    }

    private static String unquoted(String name) {
        return name.startsWith("\"") ? name.substring(1, name.length() - 1).replace("\"\"", "\"") : name;
    }

    private static String read(String file) {
        try (InputStream in = Objects.requireNonNull(GoldenCase.class.getResourceAsStream("/lineage/" + file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether an engine must refuse the query, as it names what is not there. */
    boolean refused() {
        return columns.stream()
                .flatMap(column -> column.unresolved().stream())
                .anyMatch(
                        reason -> !reason.equals("parse") && !reason.equals("columns(") && !reason.equals("read_csv"));
    }

    @Override
    public String toString() {
        return file + ": " + title;
    }
}
