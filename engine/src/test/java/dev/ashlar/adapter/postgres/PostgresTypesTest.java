package dev.ashlar.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresTypesTest {
    private final PostgresTypes types = new PostgresTypes();

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "integer; int4; integer",
                "integer; bigint; bigint",
                "bigint; int2; bigint",
                "numeric(10,2); numeric(12,1); numeric(13,2)",
                "numeric(10,2); integer; numeric(12,2)",
                "integer; numeric(3,1); numeric(11,1)",
                "numeric(10,2); numeric; numeric",
                "numeric; bigint; numeric",
                "real; double precision; double precision",
                "float8; integer; float8",
                "date; timestamp; timestamp without time zone",
                "character varying(20); varchar(10); character varying(20)",
                "character varying(20); varchar(40); character varying(40)",
                "character varying(20); text; text",
                "character(3); character varying(2); character varying(3)",
                "text; unknown; text",
                "int4[]; integer[]; int4[]"
            })
    void aTypeThatHoldsBothIsFound(String present, String incoming, String joined) {
        assertThat(types.join(present, incoming)).contains(joined);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "integer; text",
                "text; integer",
                "bigint; double precision",
                "real; integer",
                "numeric; double precision",
                "timestamp without time zone; timestamp with time zone",
                "timestamp(3) without time zone; timestamp without time zone",
                "integer[]; bigint[]",
                "json; jsonb",
                "uuid; text"
            })
    void typesThatCannotHoldEachOtherHaveNothingInCommon(String present, String incoming) {
        assertThat(types.join(present, incoming)).isEmpty();
    }

    @Test
    void aContractKnowsAliasesAndLeavesLengthsToTheTable() {
        assertThat(types.same("int", "integer")).isTrue();
        assertThat(types.same("NUMERIC(10, 2)", "decimal(10,2)")).isTrue();
        assertThat(types.same("timestamptz", "timestamp with time zone")).isTrue();
        assertThat(types.same("timestamp(6)", "timestamp without time zone")).isTrue();
        assertThat(types.same("varchar(12)", "text")).isTrue();
        assertThat(types.same("numeric(18,2)", "numeric")).isTrue();
        assertThat(types.same("numeric(10,2)", "numeric(10,3)")).isFalse();
        assertThat(types.same("numeric", "integer")).isFalse();
        assertThat(types.same("integer", "bigint")).isFalse();
        assertThat(types.same("timestamp", "date")).isFalse();
    }
}
