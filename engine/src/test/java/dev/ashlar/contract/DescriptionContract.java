package dev.ashlar.contract;

import static dev.ashlar.contract.ModelWords.column;
import static dev.ashlar.contract.ModelWords.described;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.manifest.Materialization;
import dev.ashlar.report.CatalogRelation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Descriptions become comments of relations and columns, and stay what the project says. */
public interface DescriptionContract extends RunContract {
    private CatalogRelation found(String name) {
        return warehouse().catalogOf(relation(name)).find(relation(name)).orElseThrow();
    }

    /** What an engine shows of the description of a view's column. */
    default Optional<String> ofViewColumn(String description) {
        return Optional.of(description);
    }

    private List<Optional<String>> columns(String name) {
        return found(name).columns().stream().map(c -> c.comment()).toList();
    }

    @Test
    default void aTableHasThemAfterEachSwap() {
        Workshop shop = shop();
        for (String said : List.of("Orders; it's \"all\" of them", "Orders\nin two lines: ü, 元, \\ and $1")) {
            shop.table("t", "select 1 as id, 2 as amount, 3 as bare")
                    .saying(
                            "t",
                            described(
                                    said,
                                    List.of(
                                            column("id", "integer", said + " (key)"),
                                            column("AMOUNT", "integer", "how much"),
                                            column("gone", "integer", "is not there"))));
            assertThat(Workshop.words(shop.build())).isEqualTo(Map.of("t", "success"));
            assertThat(found("t").comment()).contains(said);
            assertThat(columns("t"))
                    .containsExactly(Optional.of(said + " (key)"), Optional.of("how much"), Optional.empty());
        }
    }

    @Test
    default void anIncrementChangesThoseThatChanged() {
        Workshop shop = shop();
        Materialization.Incremental append = new Materialization.Incremental(
                new Materialization.IncrementalStrategy.Append(),
                List.of(),
                Materialization.NullKeys.REFUSED,
                Materialization.OnSchemaChange.APPEND_NEW_COLUMNS,
                List.of());
        shop.incremental("t", append, "select 1 as id", "select 2 as id, 3 as more")
                .saying("t", described("first", List.of(column("id", "integer", "key"))));
        shop.build();
        shop.saying(
                "t", described("second", List.of(column("id", "integer", "key"), column("more", "integer", "added"))));
        assertThat(Workshop.words(shop.build())).isEqualTo(Map.of("t", "success"));
        assertThat(found("t").comment()).contains("second");
        assertThat(columns("t")).containsExactly(Optional.of("key"), Optional.of("added"));
    }

    @Test
    default void aViewHasThemInPlaceAndWithOtherColumns() {
        Workshop shop = shop();
        shop.view("v", "select 1 as id").saying("v", described("one", List.of(column("id", "integer", "key"))));
        shop.build();
        shop.saying("v", described("two", List.of(column("id", "integer", "key of two"))));
        assertThat(Workshop.words(shop.build())).isEqualTo(Map.of("v", "success"));
        assertThat(found("v").comment()).contains("two");
        assertThat(columns("v")).containsExactly(ofViewColumn("key of two"));
        shop.view("v", "select 'x' as word, 2 as id")
                .saying("v", described("three", List.of(column("id", "integer", "key of three"))));
        assertThat(Workshop.words(shop.build())).isEqualTo(Map.of("v", "success"));
        assertThat(found("v").comment()).contains("three");
        assertThat(columns("v")).containsExactly(Optional.empty(), ofViewColumn("key of three"));
    }
}
