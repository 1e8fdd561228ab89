package dev.ashlar.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.diagnostic.SourceMap.Segment;
import java.util.List;
import org.junit.jupiter.api.Test;

class SourceMapTest {
    private static final TemplateFrame TEXT = frame("models/a.sql", 3, 1);
    private static final TemplateFrame VALUE = frame("models/a.sql", 4, 12);
    private static final TemplateFrame CALL = frame("models/a.sql", 9, 2);

    /** {@code select 1,\n} + an interpolation of five characters + {@code from t}. */
    private final SourceMap map = new SourceMap.Builder()
            .add(0, new Segment(List.of(TEXT), "select 1,\n"))
            .add(10, new Segment(List.of(VALUE, CALL), ""))
            .add(15, new Segment(List.of(frame("models/a.sql", 5, 7)), "from t"))
            .build();

    @Test
    void countsLinesAndColumnsWithinCopiedText() {
        assertThat(map.at(7).get(0).at()).hasToString("models/a.sql:3:8");
        assertThat(map.at(17).get(0).at()).hasToString("models/a.sql:5:9");
    }

    @Test
    void mapsAllOfAValueToItsStartAndKeepsTheCalls() {
        assertThat(map.at(13)).containsExactly(VALUE, CALL);
    }

    @Test
    void movesWhatStandsBehindAnInsertion() {
        SourceMap moved = map.insert(15, 7);
        assertThat(moved.at(13)).containsExactly(VALUE, CALL);
        assertThat(moved.at(16)).containsExactly(VALUE, CALL);
        assertThat(moved.at(24).get(0).at()).hasToString("models/a.sql:5:9");
    }

    @Test
    void knowsNothingAboutAnEmptyText() {
        assertThat(SourceMap.EMPTY.at(0)).isEmpty();
    }

    private static TemplateFrame frame(String file, int line, int column) {
        return new TemplateFrame(new SourceLocation(file, line, column), "");
    }
}
