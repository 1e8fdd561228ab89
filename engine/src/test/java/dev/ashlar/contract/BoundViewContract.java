package dev.ashlar.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.report.CatalogRelation;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** For engines where a view is bound to the table itself: what others hung on a table of ours survives its swap. */
public interface BoundViewContract extends RunContract {
    Map<String, String> WELL = Map.of("t", "success");

    private CatalogRelation found(String name) {
        return warehouse().catalogOf(relation(name)).find(relation(name)).orElseThrow();
    }

    private Map<String, String> built() {
        return Workshop.words(shop().build());
    }

    @Test
    default void aViewAndOneOverItReadTheNewTable() {
        shop().table("t", "select 1 as id, cast('a' as varchar(10)) as name").build();
        shop().execute("create view {schema}.v as select id, name from {schema}.t");
        shop().execute("create view {schema}.w as select name from {schema}.v");
        shop().execute("comment on view {schema}.v is 'for the board'");

        for (int build = 2; build <= 4; build++) {
            shop().table("t", "select " + build + " as id, cast('b' as varchar(10)) as name, true as more");
            assertThat(built()).isEqualTo(WELL);
            assertThat(shop().rows("v", "id, name")).containsExactly(build + ",b");
            assertThat(shop().rows("w", "name")).containsExactly("b");
        }
        assertThat(found("v").comment()).contains("for the board");
        assertThat(shop().exists("t__replaced")).isFalse();
    }

    @Test
    default void viewsOverAColumnOfAnotherTypeAreMadeAgain() {
        shop().table("t", "select cast(1 as integer) as id, cast('a' as varchar(10)) as name")
                .build();
        shop().execute("create view {schema}.v as select id, name from {schema}.t");
        shop().execute("create view {schema}.w as select id from {schema}.v");
        shop().execute("comment on view {schema}.w is 'numbers'");

        shop().table("t", "select cast(9000000000 as bigint) as id, cast('b' as varchar(20)) as name");
        assertThat(built()).isEqualTo(WELL);

        assertThat(shop().rows("w", "id")).containsExactly("9000000000");
        assertThat(found("w").comment()).contains("numbers");
        assertThat(found("v").columns()).extracting(c -> c.type()).first().isEqualTo("bigint");
    }

    @Test
    default void aColumnThatAViewReadsIsNotTakenAway() {
        shop().table("t", "select 1 as id, 2 as other").build();
        shop().execute("create view {schema}.v as select id, other from {schema}.t");

        shop().table("t", "select 3 as id");

        assertThat(built().get("t"))
                .isEqualTo("error: Cannot build model 't': view "
                        + relation("v").plain() + " reads its column 'other', which would be gone.");
        assertThat(shop().rows("v", "id, other")).containsExactly("1,2");
        assertThat(shop().exists("t__new")).isFalse();
    }
}
