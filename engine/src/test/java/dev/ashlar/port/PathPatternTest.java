package dev.ashlar.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathPatternTest {
    /** What the platform's own patterns of paths say, for the patterns that both have. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    in/*.csv | in/a.csv | true
                    in/*.csv | in/x/a.csv | false
                    in/**.csv | in/x/y/a.csv | true
                    in/**/a.csv | in/x/a.csv | true
                    in/**/a.csv | in/a.csv | false
                    in/a?.csv | in/ab.csv | true
                    in/a?b.csv | in/a/b.csv | false
                    in/[a-c].csv | in/b.csv | true
                    in/[!a-c].csv | in/b.csv | false
                    in/[!a-c].csv | in/d.csv | true
                    in/[!a]b | in//b | false
                    in/{a,b}.csv | in/b.csv | true
                    in/{a,b}.csv | in/c.csv | false
                    in/{a*,b/*}.csv | in/b/c.csv | true
                    in/a,b.csv | in/a,b.csv | true
                    in/\\*.csv | in/*.csv | true
                    in/\\*.csv | in/a.csv | false
                    in/a.csv | in/aXcsv | false
                    in/a+(b)$.csv | in/a+(b)$.csv | true
                    in/*.csv | in/.a.csv | true
                    """)
    void meansWhatPatternsOfPathsMean(String pattern, String path, boolean matches) throws PlaceException {
        assertThat(PathPattern.of(pattern).matches(path)).isEqualTo(matches);
        if (!path.contains("//")) {
            assertThat(FileSystems.getDefault()
                            .getPathMatcher("glob:" + pattern)
                            .matches(Path.of(path)))
                    .isEqualTo(matches);
        }
    }

    @Test
    void tellsWhereToLook() throws PlaceException {
        PathPattern pattern = PathPattern.of("in/2026-*/a.csv");
        assertThat(pattern.prefix()).isEqualTo("in/2026-");
        assertThat(pattern.folder()).isEqualTo("in/");
        assertThat(pattern.isPlain()).isFalse();
        assertThat(PathPattern.of("in/a.csv").isPlain()).isTrue();
        assertThat(PathPattern.of("in/").isPlain()).isFalse();
        assertThat(PathPattern.of("*.csv").folder()).isEmpty();
    }

    @Test
    void tellsWhichFoldersAreWorthALook() throws PlaceException {
        PathPattern days = PathPattern.of("/in/2026-*/a.csv");
        assertThat(days.leadsInto("/in")).isTrue();
        assertThat(days.leadsInto("/out")).isFalse();
        assertThat(days.leadsInto("/in/2026-01")).isTrue();
        assertThat(days.leadsInto("/in/2025-01")).isFalse();
        assertThat(days.leadsInto("/in/2026-01/a.csv")).isFalse();
        PathPattern deep = PathPattern.of("in/**/a.csv");
        assertThat(deep.leadsInto("in/x/y/z")).isTrue();
        assertThat(deep.leadsInto("out")).isFalse();
        assertThat(PathPattern.of("in/").leadsInto("in/x/y")).isTrue();
        assertThat(PathPattern.of("in/**").leadsInto("in/x/y")).isTrue();
        assertThat(PathPattern.of("in/{a,b/c}/d.csv").leadsInto("in/b/c")).isTrue();
        assertThat(PathPattern.of("in/*.csv").leadsInto("in/x")).isFalse();
    }
}
