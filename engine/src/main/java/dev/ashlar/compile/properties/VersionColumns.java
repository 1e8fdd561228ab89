package dev.ashlar.compile.properties;

import dev.ashlar.compile.properties.Declarations.ColumnProperties;
import dev.ashlar.compile.read.Fields;
import dev.ashlar.diagnostic.Diagnostics;
import dev.ashlar.manifest.Tree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The columns of one version of a model: those of the model as {@code - include: all} and {@code exclude: [...]} say, and
 * those written out. Where nothing is said of the model's columns, all of them are.
 */
final class VersionColumns {
    private VersionColumns() {}

    static List<ColumnProperties> of(Fields version, Fields model, ColumnReader reader, Diagnostics diagnostics) {
        List<Tree> written = new ArrayList<>();
        List<ColumnProperties> columns = new ArrayList<>();
        boolean says = false;
        for (Tree item : version.items("columns")) {
            if (!(item instanceof Tree.Mapping mapping) || !isInclusion(mapping)) {
                written.add(item);
                continue;
            }
            if (says) {
                diagnostics.error(
                        mapping.at(),
                        "The columns of " + version.what() + " say a second time what they include.",
                        "Write 'include' and 'exclude' in one item.");
            }
            says = true;
            Fields fields = new Fields(mapping, "the columns of " + version.what(), diagnostics);
            List<String> include = fields.texts("include");
            Set<String> exclude = new HashSet<>(fields.texts("exclude"));
            fields.done();
            boolean all = include.isEmpty() || include.equals(List.of("all")) || include.equals(List.of("*"));
            for (ColumnProperties column : reader.columns(model)) {
                if (!exclude.contains(column.name()) && (all || include.contains(column.name()))) columns.add(column);
            }
        }
        if (!says) columns.addAll(reader.columns(model));
        Tree.Entry entry =
                new Tree.Entry("columns", version.at(), new Tree.Sequence(written, version.placeOf("columns")));
        Fields own = new Fields(new Tree.Mapping(List.of(entry), version.at()), version.what(), diagnostics);
        List<ColumnProperties> more = reader.columns(own);
        Set<String> replaced = new HashSet<>();
        more.forEach(column -> replaced.add(column.name()));
        columns.removeIf(column -> replaced.contains(column.name()));
        columns.addAll(more);
        return columns;
    }

    private static boolean isInclusion(Tree.Mapping mapping) {
        return mapping.entries().stream()
                .anyMatch(e -> e.key().equals("include") || e.key().equals("exclude"));
    }
}
