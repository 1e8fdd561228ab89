package dev.ashlar.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.adapter.duckdb.DuckDbNames;
import dev.ashlar.lineage.Inputs.Input;
import dev.ashlar.lineage.Inputs.InputColumn;
import dev.ashlar.lineage.Inputs.Spelling;
import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.NodeKind;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FriendlyFormsTest {
    @Test
    void whatTheParserKnowsIsLeftAsItIs() {
        for (String sql : List.of(
                "select 'from a select b anti join', \"semi\" from a as semi join b on true -- anti join\n",
                "select [1, 2] as l, extract(year from d), trim(from s) from a left semi join b using (id)",
                "select * exclude (a) from b where x is distinct from y",
                "with a as (select 1) select sum(x) over (order by y), $$ [x for x in y] $$ from a")) {
            assertThat(FriendlyForms.reword(sql)).as(sql).isEmpty();
        }
    }

    @Test
    void aFindingStandsWhereItWasWritten() {
        for (String sql : List.of(
                "from l -- first\nselect a, wrong where a > 1",
                "select [x + wrong for x in a if x > 0] as b from l",
                "select * exclude a from l anti join l as m on m.a = wrong",
                "select sum(a) over (w order by wrong) as s from l window w as (partition by a)")) {
            List<Finding> found = new QueryResolver(DuckDbNames.DIALECT)
                    .resolve(
                            sql,
                            relation -> Optional.of(new Input(
                                    NodeId.of(NodeKind.MODEL, "l"),
                                    List.of(new InputColumn(new ColumnName("a"), Optional.empty())),
                                    Spelling.EXACT,
                                    Optional.empty())))
                    .findings();
            assertThat(found).as(sql).hasSize(1);
            assertThat(sql.substring(found.get(0).offset())).startsWith("wrong");
        }
    }

    @Test
    void whatCannotBeReadAfterAllIsToldAsItIsWritten() {
        QueryLineage found = new QueryResolver(DuckDbNames.DIALECT)
                .resolve("from l select a wher a > 1 !", name -> Optional.empty());
        assertThat(found.lineage().unresolved()).contains("cannot parse the SQL: line 1, column 8, at 'select'");
    }
}
