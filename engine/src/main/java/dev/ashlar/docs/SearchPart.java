package dev.ashlar.docs;

import dev.ashlar.manifest.Column;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.Project.MacroDefinition;
import dev.ashlar.port.DocsSite;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An inverted index over names, columns, words and SQL: every term with the entries that hold it. Entries are the nodes by
 * their numbers, then the tests, then the macros.
 */
final class SearchPart {
    /** Where a term stands in an entry, as bits. */
    private static final int NAME = 1;

    private static final int COLUMN = 2;
    private static final int WORDS = 4;
    private static final int SQL = 8;

    /** Bits of a posting that say where; the rest is the distance from the entry before. */
    private static final int PLACES = 4;

    private static final int LONGEST_TERM = 40;

    /** In nearly every query, so that nobody finds anything by them. */
    private static final Set<String> EVERYWHERE = Set.of(
            "select", "from", "where", "and", "or", "on", "as", "join", "left", "inner", "case", "when", "then", "else",
            "end", "group", "by", "order", "is", "not", "in", "with", "ref", "source", "union", "all", "null");

    private final World world;
    private final Map<String, Postings> found = new HashMap<>();

    SearchPart(World world) {
        this.world = world;
    }

    /** Entries that hold a term, in the order of their numbers. */
    private static final class Postings {
        private int[] values = new int[2];
        private int size;
        private int last = -1;

        void add(int entry, int place) {
            if (entry == last) {
                values[size - 1] |= place;
                return;
            }
            if (size == values.length) values = java.util.Arrays.copyOf(values, size * 2);
            values[size++] = (entry - Math.max(last, 0)) << PLACES | place;
            last = entry;
        }
    }

    DocsSite.Part part() {
        Words<String> columns = new Words<>();
        List<Node> nodes = world.table().nodes();
        int[] counts = new int[nodes.size()];
        List<Integer> of = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            addNode(i, node);
            for (Columns.Shown column : Columns.of(world, node)) {
                counts[i]++;
                of.add(columns.number(column.name().name()));
                add(i, column.name().name(), COLUMN);
                add(i, column.described().map(Column::description).orElse(""), WORDS);
            }
        }
        int entry = nodes.size();
        List<String> names = new ArrayList<>();
        for (Node test : world.tests()) {
            names.add(world.name(test));
            add(entry, world.name(test), NAME);
            add(entry++, test.header().description(), WORDS);
        }
        for (MacroDefinition macro : world.input().project().macros()) {
            names.add(macro.name());
            add(entry, macro.name(), NAME);
            add(entry++, macro.description(), WORDS);
        }
        SortedMap<String, Postings> terms = new TreeMap<>(found);
        Map<String, Object> out = new TreeMap<>();
        out.put("columns", columns.values());
        out.put("columnCounts", counts);
        out.put("columnsOf", of.stream().mapToInt(Integer::intValue).toArray());
        out.put("names", names);
        out.put("tests", world.tests().size());
        out.put("terms", String.join(" ", terms.keySet()));
        out.put(
                "counts",
                terms.values().stream().mapToInt(postings -> postings.size).toArray());
        out.put("postings", postings(terms));
        return new DocsSite.Part("search", out);
    }

    private static int[] postings(SortedMap<String, Postings> terms) {
        int[] all = new int
                [terms.values().stream().mapToInt(postings -> postings.size).sum()];
        int at = 0;
        for (Postings postings : terms.values()) {
            System.arraycopy(postings.values, 0, all, at, postings.size);
            at += postings.size;
        }
        return all;
    }

    private void addNode(int number, Node node) {
        add(number, node.name(), NAME);
        add(number, node.header().description(), WORDS);
        for (String tag : node.header().tags()) add(number, tag, WORDS);
        world.owner(node).ifPresent(owner -> add(number, owner, WORDS));
        switch (node) {
            case Node.Model model -> add(number, model.template().text(), SQL);
            case Node.Snapshot snapshot -> add(number, snapshot.template().text(), SQL);
            case Node.Analysis analysis -> add(number, analysis.template().text(), SQL);
            case Node.Source source -> add(number, source.sourceName(), NAME);
            case Node.Exposure exposure -> add(number, exposure.label(), NAME);
            case Node.Seed n -> {}
            case Node.DataTest n -> {}
            case Node.UnitTest n -> {}
        }
    }

    private void add(int entry, String text, int place) {
        String lower = text.toLowerCase(Locale.ROOT);
        int start = -1;
        for (int i = 0; i <= lower.length(); i++) {
            boolean inside = i < lower.length() && Character.isLetterOrDigit(lower.charAt(i));
            if (inside && start < 0) start = i;
            if (!inside && start >= 0) {
                String term = lower.substring(start, Math.min(i, start + LONGEST_TERM));
                if (place != SQL || (term.length() > 1 && !EVERYWHERE.contains(term))) {
                    found.computeIfAbsent(term, key -> new Postings()).add(entry, place);
                }
                start = -1;
            }
        }
    }
}
