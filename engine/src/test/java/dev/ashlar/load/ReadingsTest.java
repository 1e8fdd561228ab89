package dev.ashlar.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.adapter.duckdb.DuckDbParquet;
import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.load.ReadingCases.Case;
import dev.ashlar.load.reading.FieldReader;
import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Node;
import dev.ashlar.plan.ColumnType;
import dev.ashlar.plan.LoadStatement.LoadedColumn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** A text is the same value, or none, whether DuckDB reads it or we do. */
class ReadingsTest {
    private static final int TEXTS = 200;
    private static final String SIGNS = "0123456789012345678901234567890123456789+-.,:/ \t\neETZzAaPpMmnif_xJ";

    private static DuckDbReading duckdb;

    @BeforeContainer
    static void open() {
        duckdb = new DuckDbReading();
    }

    @AfterContainer
    static void close() {
        duckdb.close();
    }

    private record Form(String type, String format) {
        LoadedColumn column() {
            return TargetColumns.column(new ColumnName("c"), type, type, options());
        }

        FieldReader reader() {
            ColumnType known = ColumnType.of(type);
            return FieldReader.of(known, options().signs(known), Long.MAX_VALUE);
        }

        private LoadOptions options() {
            Map<String, Object> options =
                    format.isEmpty() ? Map.of() : Map.of("date_format", format, "timestamp_format", format);
            Node.ExternalFiles files =
                    new Node.ExternalFiles("*.csv", "csv", options, SourceLocation.ofFile("sources.yml"));
            return LoadOptions.of(Seeds.source(files), files, new DuckDbParquet());
        }
    }

    private static final Map<Form, List<Case>> CASES = new LinkedHashMap<>();

    static {
        for (Case one : ReadingCases.all()) {
            CASES.computeIfAbsent(new Form(one.type(), one.format()), form -> new ArrayList<>())
                    .add(one);
        }
        Stream.of("ubigint", "hugeint", "decimal(38,0)", "decimal(3,3)")
                .forEach(type -> CASES.put(new Form(type, ""), CASES.get(new Form("decimal(5,2)", ""))));
    }

    @Example
    void everyCaseIsReadAsTheTableSays() {
        int read = 0;
        for (Case one : ReadingCases.all()) {
            assertThat(ours(new Form(one.type(), one.format()), one.text()))
                    .as("%s", one)
                    .isEqualTo(one.value().map(value -> ReadingCases.printed(one)));
            read++;
        }
        assertThat(read).isGreaterThan(150);
    }

    @Example
    void everyCaseIsReadAsTheTableSaysByDuckDb() {
        CASES.forEach((form, cases) -> {
            List<Case> own =
                    cases.stream().filter(c -> c.type().equals(form.type())).toList();
            if (own.isEmpty()) return;
            List<Optional<String>> found =
                    duckdb.read(form.column(), own.stream().map(Case::text).toList());
            for (int i = 0; i < own.size(); i++) {
                Case one = own.get(i);
                assertThat(found.get(i)).as("%s", one).isEqualTo(one.value().map(value -> ReadingCases.printed(one)));
            }
        });
    }

    @Property
    void anyTextIsReadAlike(@ForAll long seed) {
        Random random = new Random(seed);
        List<Form> forms = List.copyOf(CASES.keySet());
        Form form = forms.get(random.nextInt(forms.size()));
        List<String> texts =
                Stream.generate(() -> text(random, form)).limit(TEXTS).toList();
        List<Optional<String>> theirs = duckdb.read(form.column(), texts);
        for (int i = 0; i < TEXTS; i++) {
            String text = texts.get(i);
            assertThat(ours(form, text))
                    .as("%s of %s [%s]", form.type(), form.format(), text)
                    .isEqualTo(theirs.get(i));
        }
    }

    private static Optional<String> ours(Form form, String text) {
        Object value = form.reader().read(text);
        return value == FieldReader.UNFIT ? Optional.empty() : Optional.of(ReadingCases.printed(value));
    }

    /** A text of the table with a few signs changed, in it or in its numbers, or any signs at all. */
    private static String text(Random random, Form form) {
        List<Case> cases = CASES.get(form);
        if (random.nextInt(10) == 0) {
            List<Form> forms = List.copyOf(CASES.keySet());
            cases = CASES.get(forms.get(random.nextInt(forms.size())));
        }
        StringBuilder text =
                new StringBuilder(cases.get(random.nextInt(cases.size())).text());
        for (int i = 0; i < text.length(); i++) {
            if (Character.isDigit(text.charAt(i)) && random.nextInt(4) == 0) {
                text.setCharAt(i, (char) ('0' + random.nextInt(10)));
            }
        }
        int changes = random.nextInt(4);
        for (int change = 0; change < changes; change++) {
            int at = random.nextInt(text.length() + 1);
            char sign = SIGNS.charAt(random.nextInt(SIGNS.length()));
            switch (random.nextInt(3)) {
                case 0 -> text.insert(at, sign);
                case 1 -> text.delete(at, Math.min(at + 1, text.length()));
                default -> text.replace(at, Math.min(at + 1, text.length()), String.valueOf(sign));
            }
        }
        return text.toString();
    }
}
