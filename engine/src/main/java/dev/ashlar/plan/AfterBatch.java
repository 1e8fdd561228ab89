package dev.ashlar.plan;

import dev.ashlar.manifest.ColumnName;
import dev.ashlar.plan.BatchStrategy.Receiving;
import dev.ashlar.plan.RowStatement.KeyEquality;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.CatalogRelation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * All rows that a table will have once a batch is applied, as SELECTs in the columns that it will have: for models that
 * read it before, since they are published in the same transaction.
 *
 * @param table as it is published
 * @param receiving as it will be
 */
record AfterBatch(KeyedBatch batch, CatalogRelation table, Receiving receiving) {
    private static final String SOURCE = "DBT_INTERNAL_SOURCE";
    private static final String TARGET = "DBT_INTERNAL_DEST";
    private static final String KNOWN = "ashlar_known";

    /** Every row stays, and the batch is added. */
    Outlook added() {
        return new Outlook.Rows(kept("") + "\nunion all\n" + brought());
    }

    /** The batch takes the place of what matches it. */
    Outlook replacing() {
        if (batch.keys().isEmpty()) return added();
        List<String> predicates = batch.incremental().predicates();
        String matches = "exists (select 1 from " + batch.name() + " as " + SOURCE + " where " + matching() + ")";
        // a condition that is null takes no row away
        String stays = predicates.isEmpty()
                ? "not " + matches
                : "case when " + matches + conditions(predicates) + " then 1 else 0 end = 0";
        return new Outlook.Rows(kept("\nwhere " + stays) + "\nunion all\n" + brought());
    }

    /**
     * The batch changes what matches it, and is added where nothing does.
     *
     * @param updated columns that a known row takes from the batch
     */
    Outlook merging(List<ColumnName> updated) {
        if (batch.keys().isEmpty()) return added();
        String on = matching() + conditions(batch.incremental().predicates());
        String stays = "\nwhere not exists (select 1 from " + batch.name() + " as " + SOURCE + " where " + on + ")";
        boolean whole =
                receiving.columns().stream().allMatch(c -> among(batch.keys(), c.name()) || among(updated, c.name()));
        if (whole) return new Outlook.Rows(kept(stays) + "\nunion all\n" + brought());
        List<String> columns = new ArrayList<>();
        for (CatalogColumn column : receiving.columns()) {
            boolean taken = among(batch.keys(), column.name()) || among(updated, column.name());
            columns.add((taken
                            ? ofBatch(column)
                            : "case when " + TARGET + "." + KNOWN + " = 1 then " + ofTable(column) + " else "
                                    + ofBatch(column) + " end")
                    + " as " + column.name());
        }
        return new Outlook.Rows(kept(stays) + "\nunion all\nselect " + String.join(", ", columns) + "\nfrom "
                + batch.name() + " as " + SOURCE + "\nleft join (select known.*, 1 as " + KNOWN + " from "
                + table.name()
                + " as known) as " + TARGET + " on " + on);
    }

    private String kept(String where) {
        return "select "
                + receiving.columns().stream()
                        .map(column -> ofTable(column) + " as " + column.name())
                        .collect(Collectors.joining(", "))
                + "\nfrom " + table.name() + " as " + TARGET + where;
    }

    private String brought() {
        return "select "
                + receiving.columns().stream()
                        .map(column -> ofBatch(column) + " as " + column.name())
                        .collect(Collectors.joining(", "))
                + "\nfrom " + batch.name() + " as " + SOURCE;
    }

    private String ofTable(CatalogColumn column) {
        return table.find(column.name())
                .map(present -> present.type().equals(column.type())
                        ? TARGET + "." + column.name()
                        : cast(TARGET + "." + column.name(), column))
                .orElseGet(() -> cast("null", column));
    }

    private String ofBatch(CatalogColumn column) {
        return cast(among(receiving.written(), column.name()) ? SOURCE + "." + column.name() : "null", column);
    }

    private static String cast(String value, CatalogColumn column) {
        return "cast(" + value + " as " + column.type() + ")";
    }

    private String matching() {
        KeyEquality equality = batch.equality();
        return KeyMatch.equal(SOURCE, TARGET, batch.keys(), equality);
    }

    private static String conditions(List<String> predicates) {
        return predicates.stream().map(predicate -> " and (" + predicate + ")").collect(Collectors.joining());
    }

    private static boolean among(List<ColumnName> columns, ColumnName column) {
        return columns.stream().anyMatch(column::sameAs);
    }
}
