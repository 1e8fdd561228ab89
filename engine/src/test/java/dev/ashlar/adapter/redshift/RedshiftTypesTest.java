package dev.ashlar.adapter.redshift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.manifest.Node.Layout;
import dev.ashlar.report.CatalogColumn;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedshiftTypesTest {
    private final RedshiftTypes types = new RedshiftTypes();

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "integer; int4; integer",
                "integer; bigint; bigint",
                "numeric(10,2); numeric(12,1); numeric(13,2)",
                "numeric; integer; numeric",
                "numeric(10,2); integer; numeric(12,2)",
                "real; double precision; double precision",
                "date; timestamp; timestamp without time zone",
                "character varying(20); varchar(10); character varying(20)",
                "character varying(20); varchar(40); character varying(40)",
                "character varying(20); text; character varying(256)",
                "varchar(20); varchar(max); character varying(65535)",
                "character varying(300); varchar; character varying(300)",
                "character(3); character(5); character varying(5)",
                "super; super; super",
                "integer; unknown; integer"
            })
    void aTypeThatHoldsBothIsFound(String present, String incoming, String joined) {
        assertThat(types.join(present, incoming)).contains(joined);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "integer; varchar(20)",
                "varchar(20); integer",
                "bigint; double precision",
                "numeric(38,0); numeric(38,10)",
                "timestamp without time zone; timestamp with time zone",
                "super; varchar(20)"
            })
    void typesThatCannotHoldEachOtherHaveNothingInCommon(String present, String incoming) {
        assertThat(types.join(present, incoming)).isEmpty();
    }

    @Test
    void onlyAVarcharIsWidenedWhereItStands() {
        assertThat(inPlace("character varying(20)", "character varying(40)", Map.of()))
                .isTrue();
        assertThat(inPlace("integer", "bigint", Map.of())).isFalse();
        assertThat(inPlace("numeric(10,2)", "numeric(12,2)", Map.of())).isFalse();
        assertThat(inPlace("character(3)", "character varying(5)", Map.of())).isFalse();
    }

    @Test
    void aVarcharUnderAnEncodingThatFixesItsLengthIsNotWidenedWhereItStands() {
        Map<String, Object> layout = Map.of("encode", Map.of("NAME", "Text255", "city", "zstd"));
        assertThat(inPlace("character varying(20)", "character varying(40)", layout))
                .isFalse();
        assertThat(inPlace("character varying(20)", "character varying(40)", Map.of("encode", Map.of("name", "zstd"))))
                .isTrue();
        assertThat(inPlace("character varying(20)", "character varying(40)", Map.of("encode", "auto")))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"0, 16", "1, 16", "16, 16", "17, 32", "32, 32", "40000, 65535", "65535, 65535"})
    void aTextIsDeclaredAsLongAsItsBytesNeed(long bytes, int length) {
        assertThat(types.text(bytes)).isEqualTo("character varying(" + length + ")");
    }

    @Test
    void aKeyThatMayBeNullIsComparedInItsOwnType() {
        assertThat(types.zero("bigint")).contains("0");
        assertThat(types.zero("numeric(10,2)")).contains("0");
        assertThat(types.zero("float8")).contains("0");
        assertThat(types.zero("varchar(20)")).contains("''");
        assertThat(types.zero("bool")).contains("false");
        assertThat(types.zero("date")).contains("cast('1900-01-01' as date)");
        assertThat(types.zero("timestamptz")).contains("cast('1900-01-01' as timestamp with time zone)");
        assertThat(types.zero("time")).contains("cast('00:00:00' as time without time zone)");
    }

    @Test
    void aKeyOfATypeWithoutLiteralsIsComparedAsText() {
        assertThat(types.zero("binary varying(64000)")).isEmpty();
    }

    private boolean inPlace(String present, String wider, Map<String, Object> layout) {
        return types.inPlace(CatalogColumn.of("name", present), wider, new Layout(layout));
    }

    @Test
    void aContractKnowsAliasesAndLeavesLengthsToTheTable() {
        assertThat(types.same("int", "integer")).isTrue();
        assertThat(types.same("decimal", "numeric(18,0)")).isTrue();
        assertThat(types.same("timestamptz", "timestamp with time zone")).isTrue();
        assertThat(types.same("varchar(12)", "text")).isTrue();
        assertThat(types.same("numeric(10,2)", "numeric(10,3)")).isFalse();
        assertThat(types.same("varchar(20)", "super")).isFalse();
    }
}
