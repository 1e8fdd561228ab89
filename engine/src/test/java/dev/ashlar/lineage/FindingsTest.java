package dev.ashlar.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.adapter.duckdb.DuckDbNames;
import dev.ashlar.adapter.postgres.PostgresNames;
import dev.ashlar.lineage.Finding.Kind;
import dev.ashlar.lineage.Inputs.Input;
import dev.ashlar.lineage.Inputs.InputColumn;
import dev.ashlar.lineage.Inputs.Spelling;
import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.NodeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FindingsTest {
    private static final Map<String, List<String>> RELATIONS = Map.of(
            "orders", List.of("id bigint", "customer_id bigint", "status varchar(20)", "ordered_at timestamp"),
            "customers", List.of("id bigint", "code varchar(10)", "active boolean"));

    @Test
    void findsAnUnknownColumnWhereItStands() {
        assertThat(found("select o.id,\n  o.statsu from orders o"))
                .containsExactly(
                        "UNKNOWN_COLUMN at 'o.statsu f' There is no column 'statsu' in 'o'. Did you mean 'status'?");
        assertThat(found("select id from orders where stat = 1"))
                .containsExactly("UNKNOWN_COLUMN at 'stat = 1' There is no column 'stat'.");
        assertThat(found("select x.id from orders o"))
                .containsExactly(
                        "UNKNOWN_COLUMN at 'x.id from' There is no relation 'x' in this query. Did you mean 'o'?");
    }

    @Test
    void findsAnUnknownColumnBehindCommonTables() {
        assertThat(found("with a as (select id as key from orders), b as (select * from a) select key, id from b"))
                .containsExactly("UNKNOWN_COLUMN at 'id from b' There is no column 'id'.");
    }

    @Test
    void findsAnAmbiguousColumn() {
        assertThat(found("select id from orders join customers on customer_id = customers.id"))
                .containsExactly(
                        "AMBIGUOUS_COLUMN at 'id from or' 'id' is ambiguous: 'orders' and 'customers' have it. Write the"
                                + " relation before it.");
    }

    @Test
    void findsTypesThatCannotBeJoined() {
        assertThat(found("select 1 as x from orders o join customers c on o.id > 1 and o.customer_id = c.code"))
                .containsExactly(
                        "TYPE_CLASH at 'o.customer' The join compares o.customer_id, which is bigint, with c.code,"
                                + " which is varchar(10). Cast one of them.");
        assertThat(found("select 1 as x from orders o join customers c on cast(o.customer_id as varchar(10)) = c.code"))
                .isEmpty();
    }

    @Test
    void findsTypesThatCannotBeMergedByUsing() {
        assertThat(found("select id from orders join (select code as id from customers) c using (id)"))
                .containsExactly(
                        "TYPE_CLASH at 'id)' The join by 'id' compares bigint with varchar(10). Cast one of them.");
    }

    @Test
    void findsTypesThatCannotBeUnited() {
        assertThat(found("select id, ordered_at from orders union all select id, active from customers"))
                .containsExactly(
                        "TYPE_CLASH at 'active fro' Column 2 of the union, 'ordered_at', is timestamp above and boolean"
                                + " here. Cast one of them.");
        assertThat(found("select id from orders union all select id from customers"))
                .isEmpty();
    }

    @Test
    void findsACommonTableThatNothingReads() {
        assertThat(found("with a as (select id from orders), b as (select id from customers) select id from b"))
                .containsExactly("UNUSED_CTE at 'a as (sele' Nothing reads the CTE 'a'. Take it out.");
        assertThat(found("with recursive n(i) as (select 1 union all select i + 1 from n) select id from orders"))
                .containsExactly("UNUSED_CTE at 'n(i) as (s' Nothing reads the CTE 'n'. Take it out.");
    }

    @Test
    void saysNothingOfWhatMayBeRight() {
        assertThat(found("select a, s.b, o.id from strangers s join orders o on o.id = s.id"))
                .isEmpty();
        assertThat(found("select nonsense from")).isEmpty();
        assertThat(found("select id from (select count(*), id from orders group by id) x"))
                .isEmpty();
        assertThat(found("select current_date, o.ctid from orders o where current_user = 'x'"))
                .isEmpty();
    }

    @Test
    void saysNothingOfOptionsAndOfParametersOfLambdas() {
        Inputs inputs = relation -> Optional.of(new Input(
                NodeId.of(NodeKind.MODEL, "l"), List.of(column("a integer[]")), Spelling.EXACT, Optional.empty()));
        for (String sql : List.of(
                "select f.a from read_csv('x.csv', header = true, delim = ';') f",
                "select a from read_parquet(['a.parquet'], union_by_name = true)",
                "select list_transform(a, x -> x + 1) as b from l",
                "select list_reduce(a, lambda x, y : x + y) as b from l",
                "select list_reduce(a, (x, y) -> x + y) as b from l",
                "select list_transform(a, (x, i) -> x * i + len(a)) as b from l where len(list_filter(a, (x) -> x > 1)) > 0",
                "select l.a from l anti join l as m on m.a = l.a",
                "select l.a from l semi join l as m using (a)",
                "select make_interval(days => 3) as d, struct_pack(k := a) as s from l",
                "select date_part('year', current_date) as y, a[1:2] as b from l")) {
            QueryLineage found = new QueryResolver(DuckDbNames.DIALECT).resolve(sql, inputs);
            assertThat(found.findings()).as(sql).isEmpty();
        }
    }

    /** What an engine takes names only what is there. */
    @Test
    void findsNoFaultWithQueriesThatEnginesTake() {
        List<String> wrong = new ArrayList<>();
        for (GoldenCase golden : GoldenCase.all()) {
            if (golden.refused()) continue;
            for (String engine : golden.engines()) {
                QueryLineage lineage = new QueryResolver(GoldenLineageTest.dialect(engine))
                        .resolve(golden.sql(), GoldenLineageTest.inputs(golden));
                lineage.findings().stream()
                        .filter(finding -> finding.kind() != Kind.UNUSED_CTE)
                        .forEach(finding -> wrong.add(golden + " [" + engine + "] " + finding));
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static List<String> found(String sql) {
        return new QueryResolver(PostgresNames.DIALECT)
                        .resolve(
                                sql,
                                relation -> Optional.ofNullable(RELATIONS.get(relation.plain()))
                                        .map(columns -> new Input(
                                                NodeId.of(NodeKind.MODEL, relation.plain()),
                                                columns.stream()
                                                        .map(FindingsTest::column)
                                                        .toList(),
                                                Spelling.EXACT,
                                                Optional.empty())))
                        .findings()
                        .stream()
                        .map(finding -> (finding.kind() + " at '"
                                        + sql.substring(finding.offset(), Math.min(sql.length(), finding.offset() + 10))
                                                .strip()
                                        + "' " + finding.message() + " " + finding.remedy())
                                .strip())
                        .toList();
    }

    private static InputColumn column(String written) {
        int space = written.indexOf(' ');
        return new InputColumn(new ColumnName(written.substring(0, space)), Optional.of(written.substring(space + 1)));
    }
}
