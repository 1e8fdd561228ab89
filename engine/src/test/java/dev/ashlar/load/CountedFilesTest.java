package dev.ashlar.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.load.FileScan.GuessByPlace;
import dev.ashlar.load.FileScan.Writing;
import dev.ashlar.load.format.CsvFile;
import dev.ashlar.load.format.CsvFormat;
import dev.ashlar.load.format.FileBytes;
import dev.ashlar.load.format.RecordFile;
import dev.ashlar.load.format.RecordFile.Counted;
import dev.ashlar.load.format.Records;
import dev.ashlar.plan.LoadStatement.HeaderLine;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** What a look at a csv file's bytes counts is what its parser counts, or nothing. */
final class CountedFilesTest {
    private static final List<String> PIECES =
            List.of("a", "b,c", ",", "\"", "\"\"", "\"d,e\"", "\n", "\n", "\r\n", "\r", "\0", "é", "客", "😀", " ");

    @Provide
    Arbitrary<byte[]> files() {
        Arbitrary<byte[]> piece = Arbitraries.frequencyOf(
                Tuple.of(40, Arbitraries.of(PIECES).map(text -> text.getBytes(UTF_8))),
                Tuple.of(1, Arbitraries.bytes().map(one -> new byte[] {one})));
        return piece.list().ofMaxSize(14).map(pieces -> {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            pieces.forEach(bytes::writeBytes);
            return bytes.toByteArray();
        });
    }

    @Property
    void bytesTellWhatTheParserTells(@ForAll("files") byte[] bytes, @ForAll HeaderLine header) {
        RecordFile file = file(bytes, header);
        Optional<Counted> counted = file.counted();
        if (counted.isEmpty()) return;
        FileScan parsed = FileScan.of(parsedOnly(file), GuessByPlace.NONE);
        assertThat(parsed.fault()).isEmpty();
        assertThat(parsed.writing()).isEqualTo(Writing.PLAIN);
        assertThat(counted.get())
                .isEqualTo(new Counted(parsed.header(), parsed.beside(), parsed.width(), parsed.records()));
    }

    @Example
    void usualFilesAreCountedWhateverTheirLengthAndCharacters() {
        StringBuilder text = new StringBuilder("id,\"na\"\"me\",día\r\n");
        for (int i = 0; i < 50_000; i++) text.append(i).append(",\"客,\r\n\"\"😀\"\"\",é\r\n");
        byte[] bytes = text.toString().getBytes(UTF_8);
        Counted expected = new Counted(List.of("id", "na\"me", "día"), 0, 3, 50_000);
        assertThat(file(bytes, HeaderLine.PRESENT).counted()).contains(expected);
        byte[] unended = text.substring(0, text.length() - 2).getBytes(UTF_8);
        assertThat(file(unended, HeaderLine.PRESENT).counted()).contains(expected);
        assertThat(file(bytes, HeaderLine.ABSENT).counted()).contains(new Counted(List.of(), 0, 3, 50_001));
    }

    @Example
    void whatReadersTakeInDifferentWaysIsLeftToTheParser() {
        for (String odd : List.of(
                "1,a\"b\n", "1,\"a\" \n", "1,a,b\n", "1\n", "\n1,a\n", "1,a\r\n", "1,a\r2,b\n", "1,\0\n", "1,\"a\n")) {
            byte[] bytes = ("id,name\n" + "0,x\n" + odd).getBytes(UTF_8);
            assertThat(file(bytes, HeaderLine.PRESENT).counted()).as(odd).isEmpty();
        }
        for (int bad : new int[] {0x80, 0xc0, 0xc3, 0xf5, 0xff}) {
            byte[] bytes = {'a', ',', 'b', '\n', '1', ',', (byte) bad, '\n'};
            assertThat(file(bytes, HeaderLine.PRESENT).counted())
                    .as("byte " + bad)
                    .isEmpty();
        }
    }

    private static RecordFile file(byte[] bytes, HeaderLine header) {
        FileBytes stored = new FileBytes() {
            @Override
            public InputStream open() {
                return new ByteArrayInputStream(bytes);
            }

            @Override
            public Path local() {
                throw new IllegalStateException("csv is read in order");
            }
        };
        return new CsvFile(stored, new CsvFormat(',', '"', '"', UTF_8, header));
    }

    private static RecordFile parsedOnly(RecordFile file) {
        return new RecordFile() {
            @Override
            public Records open(Keeping keeping) {
                return file.open(keeping);
            }

            @Override
            public boolean gzip() {
                return file.gzip();
            }
        };
    }
}
