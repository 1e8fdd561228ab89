package dev.ashlar.adapter.freemarker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Node.Layout;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.NodeKind;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.AccessStatement;
import dev.ashlar.plan.ColumnStatement;
import dev.ashlar.plan.CommentStatement;
import dev.ashlar.plan.MarkerStatement;
import dev.ashlar.plan.RelationStatement;
import dev.ashlar.plan.RowStatement;
import dev.ashlar.plan.Statement;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.Grantee;
import dev.ashlar.report.Privilege.GrantOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FreemarkerStatementRendererTest {
    private final FreemarkerStatementRenderer duckdb = new FreemarkerStatementRenderer("duckdb");
    private static final RelationName ORDERS = RelationName.of("shop \"x\"", "select");

    static Stream<Arguments> statements() {
        return Stream.of("duckdb", "postgres", "redshift")
                .flatMap(engine -> kinds(Statement.class).map(statement -> Arguments.of(engine, statement)));
    }

    private static Stream<Class<?>> kinds(Class<?> family) {
        return family.isSealed()
                ? Stream.of(family.getPermittedSubclasses())
                        .filter(Statement.class::isAssignableFrom)
                        .flatMap(FreemarkerStatementRendererTest::kinds)
                : Stream.of(family);
    }

    @ParameterizedTest
    @MethodSource("statements")
    void everyStatementHasAWordingOrARefusalOnEveryEngine(String engine, Class<?> statement) {
        assertThat(new FreemarkerStatementRenderer(engine).findWording(statement))
                .isPresent();
    }

    @Test
    void anEnginesOwnWordingComesFirst() {
        assertThat(duckdb.findWording(RowStatement.MergeInto.class)).contains("duckdb/merge_into.sql.ftl");
        assertThat(duckdb.findWording(RelationStatement.CreateTableAs.class)).contains("ansi/create_table_as.sql.ftl");
    }

    @Test
    void namesArePrintedQuotedWhateverTheyHold() {
        assertThat(duckdb.render(new RelationStatement.RenameTable(ORDERS, ORDERS.named("a b"))))
                .isEqualTo("alter table \"shop \"\"x\"\"\".\"select\" rename to \"a b\"");
        assertThat(duckdb.render(new ColumnStatement.AddColumn(ORDERS, CatalogColumn.of("größe\"", "INTEGER"))))
                .isEqualTo("alter table \"shop \"\"x\"\"\".\"select\" add column \"größe\"\"\" INTEGER");
    }

    @Test
    void textsArePrintedEscapedAndAnEmptyCommentIsNone() {
        assertThat(duckdb.render(new CommentStatement.CommentOnTable(ORDERS, "it's \\n ${1 + 1}")))
                .endsWith(" is 'it''s \\n ${1 + 1}'");
        assertThat(duckdb.render(new CommentStatement.CommentOnColumn(ORDERS, new ColumnName("id"), "")))
                .endsWith("\"id\" is null");
    }

    @Test
    void theAnalystsSelectStaysAsItIs() {
        String select = "select '<#if>' as a, \"b\" <@ c -- ${x}\nfrom t";
        assertThat(duckdb.render(new RelationStatement.CreateTableAs(ORDERS, select, Layout.NONE, "set x = 1;")))
                .isEqualTo("set x = 1;\ncreate table \"shop \"\"x\"\"\".\"select\" as\n" + select);
    }

    @Test
    void instantsArePrintedInUtcToTheMicrosecond() {
        Statement marker = new MarkerStatement.RecordMarker(
                RelationName.of("ashlar", "markers"),
                ORDERS,
                NodeId.of(NodeKind.MODEL, "shop", "orders"),
                "1",
                "inv",
                "abc",
                Instant.parse("2026-11-01T10:00:00.1234567Z"));
        assertThat(duckdb.render(marker))
                .endsWith("'model.shop.orders', '1', 'inv', 'abc', timestamp '2026-11-01 10:00:00.123456')");
    }

    @Test
    void aTemporaryTableIsDroppedWithoutTouchingAPermanentNamesake() {
        assertThat(duckdb.render(new RelationStatement.DropTableIfExists(RelationName.temporary("orders__batch"))))
                .isEqualTo("drop table if exists temp.\"orders__batch\"");
    }

    private static Statement grant(Grantee... grantees) {
        return new AccessStatement.Grant(ORDERS, "select", Optional.empty(), List.of(grantees), GrantOption.WITHOUT);
    }

    @Test
    void granteesArePrintedQuotedWithTheirKind() {
        FreemarkerStatementRenderer redshift = new FreemarkerStatementRenderer("redshift");
        assertThat(redshift.render(grant(
                        Grantee.of("IAM:ann\"x"),
                        Grantee.of("group:b i"),
                        Grantee.of("role etl"),
                        Grantee.of("Public"))))
                .endsWith(" to \"IAM:ann\"\"x\", group \"b i\", role \"etl\", public");
    }

    @Test
    void grantsAreRefusedByName() {
        assertThatThrownBy(() -> duckdb.render(grant(Grantee.user("reporting"))))
                .isInstanceOf(DiagnosticException.class)
                .hasMessage("duckdb has no privileges to grant.");
    }

    @Test
    void aUniqueIndexIsWordedFromItsSpecification() {
        Map<String, Object> spec = Map.of("columns", List.of("a", "b"), "unique", true);
        assertThat(duckdb.render(new RelationStatement.CreateIndex(RelationName.of("s", "t"), "t__ix", spec)))
                .isEqualTo("create unique index \"t__ix\" on \"s\".\"t\" (\"a\", \"b\")");
    }

    @Test
    void aUsersStatementIsSentAsWritten() {
        SourceLocation at = new SourceLocation("models/a.sql", 1, 1);
        assertThat(duckdb.render(new Statement.RawSql("insert into log values ('<@>')", at)))
                .isEqualTo("insert into log values ('<@>')");
    }
}
