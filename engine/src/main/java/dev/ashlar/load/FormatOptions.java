package dev.ashlar.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ashlar.load.format.CsvFormat;
import dev.ashlar.plan.LoadStatement.HeaderLine;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;

/** Reads how files are written from the keys of {@code external:}, of which each format has its own. */
final class FormatOptions {
    private final ExternalKeys keys;

    FormatOptions(ExternalKeys keys) {
        this.keys = keys;
    }

    Format format() {
        return switch (keys.format()) {
            case "csv" -> csv();
            case "jsonl" -> new Format.Jsonl();
            default ->
                throw keys.refused("files of the format '" + keys.format() + "' are not read", "Use csv or jsonl.");
        };
    }

    private Format csv() {
        if (keys.text("decimal").or(() -> keys.text("thousands")).isPresent()) {
            throw keys.refused(
                    "'decimal' and 'thousands' are not carried out",
                    "Load a varchar and make the number in the model.");
        }
        char quote = sign("quote", '"');
        if (sign("escape", quote) != quote) {
            throw keys.refused(
                    "an 'escape' other than the quote is not read", "Have the files written with doubled quotes.");
        }
        return new Format.Csv(new CsvFormat(
                sign("delimiter", ','),
                quote,
                charset(),
                Optional.of(false).equals(keys.flag("header")) ? HeaderLine.ABSENT : HeaderLine.PRESENT));
    }

    private char sign(String key, char otherwise) {
        return keys.text(key).filter(t -> !t.isEmpty()).map(t -> t.charAt(0)).orElse(otherwise);
    }

    private Charset charset() {
        String name = keys.text("encoding").orElse(UTF_8.name());
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            throw keys.refused("there is no encoding '" + name + "'", "Write for example latin1.", unknown);
        }
    }
}
