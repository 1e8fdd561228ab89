package dev.ashlar.adapter.postgres;

import static dev.ashlar.contract.ModelWords.column;
import static dev.ashlar.contract.ModelWords.constraint;
import static dev.ashlar.contract.ModelWords.contract;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.contract.Workshop;
import dev.ashlar.manifest.Constraint.Kind;
import dev.ashlar.manifest.Node;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** An index stands behind a key and takes a name of the schema: a candidate's keys must not meet the published ones. */
final class PostgresKeysTest extends PostgresRuns {
    private static final String LONG = "a_key_with_a_name_that_is_just_as_long_as_the_engine_takes_it_x";

    private static final UnaryOperator<Node.Model> PROMISE = contract(
            List.of(
                    column("id", "integer", "", constraint(Kind.PRIMARY_KEY, "")),
                    column("code", "text", "", constraint(Kind.UNIQUE, "codes"), constraint(Kind.NOT_NULL, "coded"))),
            List.of(constraint(Kind.UNIQUE, "", "id", "code"), constraint(Kind.UNIQUE, LONG, "code", "id")));

    private List<String> keys(String table) {
        return rows(
                        "select c.conname || ' ' || i.relname from pg_constraint as c join pg_class as i on i.oid = c.conindid"
                                + " where c.contype in ('p', 'u') and c.conrelid = '"
                                + relation(table).plain()
                                + "'::regclass order by 1")
                .stream()
                .map(row -> row.get(0).toString())
                .toList();
    }

    private static List<String> twice(String... names) {
        return List.of(names).stream().map(n -> n + " " + n).toList();
    }

    @Test
    void haveTheirNamesAfterEachBuild() {
        assertThat(LONG).hasSize(PostgresFacts.IDENTIFIER_LIMIT);
        for (int build = 1; build <= 3; build++) {
            shop().table("t", "select " + build + " as id, 'x'::text as code").saying("t", PROMISE);
            assertThat(Workshop.words(shop().build())).isEqualTo(Map.of("t", "success"));
            assertThat(shop().rows("t", "id")).containsExactly(String.valueOf(build));
            assertThat(keys("t")).isEqualTo(twice(LONG, "codes", "t_id_code_key", "t_pkey"));
        }
    }

    @Test
    void ofAFailedCandidateAreInNobodysWay() {
        shop().table("t", "select 1 as id, 'x'::text as code")
                .saying("t", PROMISE)
                .test("few", "t", "select * from {this} as t where id > 5");
        shop().build();
        for (int round = 0; round < 2; round++) {
            shop().table("t", "select 6 as id, 'x'::text as code").saying("t", PROMISE);
            assertThat(Workshop.words(shop().build()).get("t")).startsWith("error: Model 't' not published");
            assertThat(keys("t")).contains("codes codes");
            assertThat(keys("t__failed")).contains("codes__failed codes__failed");
        }
        assertThat(Workshop.words(shop().publish("t")).get("t")).isEqualTo("success");
        assertThat(keys("t")).contains("codes codes", "t_pkey t_pkey");
        shop().table("t", "select 2 as id, 'x'::text as code").saying("t", PROMISE);
        assertThat(Workshop.words(shop().build()).get("t")).isEqualTo("success");
        assertThat(keys("t")).isEqualTo(twice(LONG, "codes", "t_id_code_key", "t_pkey"));
    }

    @Test
    void aRowThatBreaksOneFailsTheBuildAndNothingPublishedChanges() {
        shop().table("t", "select 1 as id, 'x'::text as code").saying("t", PROMISE);
        shop().build();
        shop().table("t", "select 1 as id, 'x'::text as code union all select 2, 'x'")
                .saying("t", PROMISE);
        assertThat(Workshop.words(shop().build()).get("t"))
                .contains("duplicate key value violates unique constraint")
                .contains("Key (code)=(x) already exists");
        assertThat(shop().rows("t", "id")).containsExactly("1");
        assertThat(shop().exists("t__new")).isFalse();
    }
}
