package dev.ashlar.adapter.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DuckDbTypesTest {
    private final DuckDbTypes types = new DuckDbTypes();

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "INTEGER; INTEGER; INTEGER",
                "INTEGER; BIGINT; BIGINT",
                "BIGINT; INTEGER; BIGINT",
                "INTEGER; UINTEGER; BIGINT",
                "UBIGINT; TINYINT; HUGEINT",
                "DECIMAL(10,2); DECIMAL(12,1); DECIMAL(13,2)",
                "DECIMAL(10,2); INTEGER; DECIMAL(12,2)",
                "INTEGER; DECIMAL(3,1); DECIMAL(11,1)",
                "FLOAT; DOUBLE; DOUBLE",
                "DOUBLE; INTEGER; DOUBLE",
                "DATE; TIMESTAMP; TIMESTAMP",
                "VARCHAR; varchar(20); VARCHAR",
                "VARCHAR; '\"NULL\"'; VARCHAR",
                "STRUCT(a INTEGER); STRUCT(a INTEGER); STRUCT(a INTEGER)"
            })
    void aTypeThatHoldsBothIsFound(String present, String incoming, String joined) {
        assertThat(types.join(present, incoming)).contains(joined);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "INTEGER; VARCHAR",
                "VARCHAR; INTEGER",
                "BIGINT; DOUBLE",
                "FLOAT; INTEGER",
                "DECIMAL(38,0); DECIMAL(38,10)",
                "TIMESTAMP; TIMESTAMP WITH TIME ZONE",
                "TIMESTAMP; TIMESTAMP_NS",
                "HUGEINT; UHUGEINT",
                "STRUCT(a INTEGER); STRUCT(a BIGINT)",
                "INTEGER[]; BIGINT[]",
                "ENUM('a', 'b'); ENUM('a', 'b', 'c')"
            })
    void typesThatCannotHoldEachOtherHaveNothingInCommon(String present, String incoming) {
        assertThat(types.join(present, incoming)).isEqualTo(Optional.empty());
    }

    /** What the lattice promises, asked of the engine itself: the extremes of the narrow type survive the wide one. */
    @Test
    void theExtremesOfANarrowTypeSurviveTheJoinedOne() throws SQLException {
        Map<String, List<String>> extremes = Map.of(
                "TINYINT", List.of("-128", "127"),
                "USMALLINT", List.of("0", "65535"),
                "INTEGER", List.of("-2147483648", "2147483647"),
                "UINTEGER", List.of("0", "4294967295"),
                "BIGINT", List.of("-9223372036854775808", "9223372036854775807"),
                "UBIGINT", List.of("0", "18446744073709551615"),
                "DECIMAL(9,4)", List.of("-99999.9999", "99999.9999"),
                "FLOAT", List.of("3.4028235e38", "1.1754944e-38"),
                "DATE", List.of("'2026-11-02'", "'0001-01-01'"));
        int joined = 0;
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            for (String one : extremes.keySet()) {
                for (String other : extremes.keySet()) {
                    Optional<String> wide = types.join(one, other);
                    if (wide.isEmpty()) continue;
                    joined++;
                    for (String value : extremes.get(one)) {
                        String narrow = "cast(" + value + " as " + one + ")";
                        try (ResultSet same = statement.executeQuery(
                                "select cast(cast(" + narrow + " as " + wide.get() + ") as " + one + ") = " + narrow)) {
                            assertThat(same.next()).isTrue();
                            assertThat(same.getBoolean(1))
                                    .as("%s in %s", narrow, wide.get())
                                    .isTrue();
                        }
                    }
                }
            }
        }
        assertThat(joined).isGreaterThan(30);
    }

    @Test
    void aliasesNameTheSameType() {
        assertThat(types.same("int", "INTEGER")).isTrue();
        assertThat(types.same("numeric(10, 2)", "DECIMAL(10,2)")).isTrue();
        assertThat(types.same("numeric", "DECIMAL(18,3)")).isTrue();
        assertThat(types.same("timestamptz", "TIMESTAMP WITH TIME ZONE")).isTrue();
        assertThat(types.same("character varying(12)", "text")).isTrue();
        assertThat(types.same("DECIMAL(10,2)", "DECIMAL(10,3)")).isFalse();
        assertThat(types.same("TIMESTAMP", "DATE")).isFalse();
    }
}
