package dev.ashlar.plan;

import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Materialization.OnOrphan;
import dev.ashlar.manifest.Materialization.Orphans;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.CatalogRelation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The query for rows that point nowhere, among all that stand once the operations of a run are applied: those that the
 * operations leave, those that waited, and those of the table. Where rows point to others of the same model, one whose
 * parent is set aside has no parent either, and so on down: it is set aside with it.
 */
final class OrphanSearch {
    /** Whether a row of a stream with soft deletes was deleted, which is no orphan but may be a parent. */
    private static final String GONE = "ashlar_gone";

    private final Quarantine quarantine;
    private final CdcStream stream;
    private final Orphans orphans;

    OrphanSearch(Quarantine quarantine, Orphans orphans) {
        this.quarantine = quarantine;
        this.stream = quarantine.stream();
        this.orphans = orphans;
    }

    /** Keys, and the columns that point. */
    List<CatalogColumn> shown() {
        Set<ColumnName> names = new LinkedHashSet<>(stream.rows().keys());
        names.addAll(pointing());
        return names.stream().map(this::column).toList();
    }

    private CatalogColumn column(ColumnName name) {
        return SchemaChange.find(stream.rows().all(), name).orElseThrow();
    }

    private List<ColumnName> pointing() {
        return orphans.columns().stream().map(name -> column(name).name()).toList();
    }

    String sql() {
        return orphans.withinItself() ? within() : toOthers();
    }

    private String toOthers() {
        List<CatalogColumn> shown = shown();
        List<String> parts = new ArrayList<>();
        parts.add(ended("") + (stream.rows().soft() ? "\n    where not " + CdcRows.IS_DELETED : ""));
        before().filter(one -> canPoint(one, shown))
                .map(one -> untold(quarantine.select(one, shown)) + (tells(one) ? " and not " + gone() : ""))
                .forEach(parts::add);
        return "select kept.*\nfrom " + union(parts) + " as kept\nwhere "
                + points()
                + "\n    and not exists (select 1 from "
                + quarantine.work().compiled().parent() + " where " + same() + ")";
    }

    /** What the operations leave. @param more what else to select of it */
    private String ended(String more) {
        return "select " + Quarantine.list(shown()) + more + "\n    from (\n"
                + stream.fold(stream.rows().brought()).sql() + "\n    ) as ended";
    }

    /** What stood before the operations: rows that waited, and those of the table. */
    private Stream<CatalogRelation> before() {
        return Stream.concat(quarantine.aside().stream(), quarantine.standing().stream());
    }

    private static boolean canPoint(CatalogRelation relation, List<CatalogColumn> columns) {
        return columns.stream().allMatch(c -> relation.find(c.name()).isPresent());
    }

    /** Rows that no operation of this run is about. */
    private String untold(String select) {
        return select + "\n    where " + quarantine.untold();
    }

    private static String union(List<String> parts) {
        return "(\n    " + String.join("\n    union all\n    ", parts) + "\n)";
    }

    private boolean tells(CatalogRelation relation) {
        return stream.rows().soft() && relation.find(CdcRows.IS_DELETED).isPresent();
    }

    private static String gone() {
        return "coalesce(kept." + CdcRows.IS_DELETED + ", false)";
    }

    private String points() {
        return pointing().stream().map(c -> "kept." + c + " is not null").collect(Collectors.joining(" and "));
    }

    private String same() {
        List<ColumnName> pointing = pointing();
        List<String> same = new ArrayList<>();
        for (int i = 0; i < pointing.size(); i++) {
            same.add("parent." + orphans.fields().get(i) + " = kept." + pointing.get(i));
        }
        return String.join(" and ", same);
    }

    private String within() {
        String rows = "ashlar_rows as " + union(all());
        String columns = shown().stream().map(c -> "kept." + c.name()).collect(Collectors.joining(", "));
        String lost = "select " + columns + "\n    from ashlar_rows as kept\n    where not kept." + GONE + " and "
                + points() + "\n    and not exists (select 1 from ashlar_rows as parent where " + same() + ")";
        if (orphans.onOrphan() != OnOrphan.QUARANTINE) return "with " + rows + "\n" + lost;
        return "with recursive " + rows + ",\nashlar_lost (" + Quarantine.list(shown()) + ") as (\n    " + lost
                + "\n    union all\n    select " + columns
                + "\n    from ashlar_rows as kept\n    join ashlar_lost as parent on " + same()
                + "\n    where not kept."
                + GONE + "\n)\nselect *\nfrom ashlar_lost";
    }

    /** Everything that stands, as any of it may be pointed to. */
    private List<String> all() {
        List<CatalogColumn> shown = shown();
        List<String> parts = new ArrayList<>();
        parts.add(ended(", " + (stream.rows().soft() ? CdcRows.IS_DELETED : "false") + " as " + GONE));
        before().map(one -> untold(quarantine.select(one, shown, (tells(one) ? gone() : "false") + " as " + GONE)))
                .forEach(parts::add);
        return parts;
    }
}
