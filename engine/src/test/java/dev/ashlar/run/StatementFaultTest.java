package dev.ashlar.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.diagnostic.SourceMap;
import dev.ashlar.diagnostic.TemplateFrame;
import dev.ashlar.manifest.Node;
import dev.ashlar.port.WarehouseException;
import dev.ashlar.port.WarehouseException.Kind;
import dev.ashlar.port.WarehouseException.Position;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatementFaultTest {
    private static final String SQL = "select\n    a,\n    wrong";
    private final Node node = new Shop().model("a").project().load(Shop.id("a"));

    @Test
    void leadsThroughTheStatementIntoTheMacroThatWroteThePlace() {
        SourceMap map = new SourceMap.Builder()
                .add(0, segment("models/a.sql", 1, "select\n    a,\n    "))
                .add(
                        18,
                        new SourceMap.Segment(
                                List.of(
                                        new TemplateFrame(new SourceLocation("macros/m.ftl", 7, 3), ""),
                                        new TemplateFrame(new SourceLocation("models/a.sql", 3, 5), "@m")),
                                "wrong"))
                .build();

        Diagnostic found = diagnostic(map, "create table t as\n" + SQL + "\n", new Position(4, 7));

        assertThat(found.text())
                .isEqualTo("macros/m.ftl:7:5 Cannot build model 'a': no such column\n"
                        + "  called from models/a.sql:3:5 (@m)\n"
                        + "  3 |     wrong\n"
                        + "    |       ^");
    }

    @Test
    void showsTheCompiledLineWhereTheTemplateIsNotKnown() {
        Diagnostic found = diagnostic(SourceMap.EMPTY, "create table t as\n" + SQL, new Position(2, 1));
        assertThat(found.location()).contains(new SourceLocation("models/a.sql", 1, 1));
        assertThat(found.excerpt()).isEqualTo("  1 | select\n    | ^");
    }

    @Test
    void namesTheNodeAloneWhereThePlaceIsNotInItsSql() {
        SourceMap map =
                new SourceMap.Builder().add(0, segment("models/a.sql", 1, SQL)).build();
        for (Position outside : List.of(new Position(1, 3), new Position(9, 1))) {
            Diagnostic found = diagnostic(map, "create table t as\n" + SQL, outside);
            assertThat(found.text()).isEqualTo("models/a.sql:1:1 Cannot build model 'a': no such column");
        }
        assertThat(diagnostic(map, "merge into t using something else", new Position(1, 3))
                        .excerpt())
                .isEmpty();
    }

    private static SourceMap.Segment segment(String file, int line, String text) {
        return new SourceMap.Segment(List.of(new TemplateFrame(new SourceLocation(file, line, 1), "")), text);
    }

    private Diagnostic diagnostic(SourceMap map, String sent, Position position) {
        WarehouseException fault =
                new WarehouseException(Kind.STATEMENT, "no such column", Optional.of(position), null);
        return new StatementFault(node, SQL, map).diagnostic(fault, sent, "Cannot build model 'a'");
    }
}
