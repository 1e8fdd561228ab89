package dev.ashlar.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.report.RunReport;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A view that no test gates is replaced in place; any other is built beside it and swapped in. */
public interface ViewContract extends RunContract {
    @Test
    default void replacesAViewByOneOfOtherColumns() {
        Workshop shop = shop();
        shop.view("v", "select 1 as a").build();
        shop.view("v", "select 'x' as b, 2 as c").build();
        assertThat(shop.rows("v", "b, c")).containsExactly("x,2");
    }

    @Test
    default void aGateThatFailsLeavesThePublishedView() {
        Workshop shop = shop();
        shop.view("v", "select 1 as a").test("positive", "v", "select * from {this} as t where a < 0");
        shop.build();
        shop.view("v", "select -1 as a");
        assertThat(Workshop.words(shop.build())).containsEntry("positive", "fail 1");
        assertThat(shop.rows("v", "a")).containsExactly("1");
        assertThat(shop.rows("v__failed", "a")).containsExactly("-1");
        shop.view("v", "select 3 as a");
        assertThat(Workshop.words(shop.build())).isEqualTo(Map.of("v", "success", "positive", "pass"));
        assertThat(shop.exists("v__failed")).isFalse();
    }

    @Test
    default void viewsOverAReplacedTableAreStillThere() {
        Workshop shop = shop();
        shop.table("t", "select 1 as a")
                .view("v", "select a from {t} as t", "t")
                .view("w", "select a from {v} as v", "v");
        shop.build();
        shop.table("t", "select 2 as a, 'new' as b")
                .run(dev.ashlar.run.RunOptions.Verb.RUN, new dev.ashlar.run.Interruption());
        assertThat(shop.rows("w", "a")).containsExactly("2");
    }

    @Test
    default void aViewOfOthersIsRefused() {
        Workshop shop = shop();
        shop.execute("create view {schema}.v as select 42 as theirs");
        RunReport report = shop.view("v", "select 1 as a").build();
        assertThat(Workshop.words(report).get("v")).endsWith("exists and was not made by Ashlar.");
        assertThat(shop.rows("v", "theirs")).containsExactly("42");
    }

    @Test
    default void aViewThatCannotBeMadeLeavesTheOldOne() {
        Workshop shop = shop();
        shop.view("v", "select 1 as a").build();
        assertThat(Workshop.words(shop.view("v", "select nonsense as a").build())
                        .get("v"))
                .startsWith("error");
        assertThat(shop.rows("v", "a")).containsExactly("1");
    }
}
