package dev.ashlar.compile.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.diagnostic.SourceMap;
import dev.ashlar.manifest.RelationName;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AliasedRowsTest {
    private static final Map<String, RelationName> PRINTED = Map.of("(select 1)", RelationName.of("s", "orders"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            select * from (select 1)                     | select * from (select 1) as "orders"
            select * from (select 1) where true          | select * from (select 1) as "orders" where true
            select * from (select 1), t                  | select * from (select 1) as "orders", t
            select * from t join (select 1) on true      | select * from t join (select 1) as "orders" on true
            select * from (select * from (select 1))     | select * from (select * from (select 1) as "orders")
            select * from (select 1) as o                | select * from (select 1) as o
            select * from (select 1) o where o.a > 1     | select * from (select 1) o where o.a > 1
            select * from (select 1) /* rows */ as o     | select * from (select 1) /* rows */ as o
            select * from (select 1) "o"                 | select * from (select 1) "o"
            select * from t, (select 1) union select 2   | select * from t, (select 1) as "orders" union select 2
            select a in (select 1) from t                | select a in (select 1) from t
            """)
    void namesRowsThatHaveNoName(String sql, String completed) {
        assertThat(AliasedRows.complete(sql, SourceMap.EMPTY, PRINTED).sql()).isEqualTo(completed);
    }

    @ParameterizedTest
    @CsvSource({"select * from (select 1) -- all of them\\nwhere true"})
    void looksBehindCommentsOfALine(String escaped) {
        String sql = escaped.replace("\\n", "\n");
        assertThat(AliasedRows.complete(sql, SourceMap.EMPTY, PRINTED).sql())
                .isEqualTo("select * from (select 1) as \"orders\" -- all of them\nwhere true");
    }
}
