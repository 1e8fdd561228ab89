package dev.ashlar.load.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.ashlar.load.format.FileRecord.Nature;
import dev.ashlar.load.format.Wanted.Form;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Takes JSON objects apart into fields, whose places are given out as their names are met. */
final class JsonFields {
    static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(TextFile.LONGEST_RECORD)
                    .maxNumberLength(TextFile.LONGEST_RECORD)
                    .maxNameLength(TextFile.LONGEST_RECORD)
                    .build())
            .build();

    /** Beyond it a number is as long without exponent as a text that no one means. */
    private static final int MOST_PLACES = 400;

    private static final int LONGEST_REASON = 200;

    /** Its place, which is told behind the reason, and its settings. */
    private static final Pattern OF_THE_PARSER = Pattern.compile(
            " \\(start marker at .*|:? enable `[^`]*` to allow|, from `[^`]*`(?=\\))| \\(not recognized as .*");

    private final JsonPlaces places;
    private String text = "";
    private String[] values = new String[0];
    private Nature[] natures = new Nature[0];
    private boolean[] met = new boolean[0];

    JsonFields(Wanted wanted) {
        this.places = new JsonPlaces(wanted);
    }

    List<String> names() {
        return places.names();
    }

    FileRecord record(String original, long line) {
        text = original;
        Arrays.fill(values, null);
        Arrays.fill(natures, null);
        Arrays.fill(met, false);
        Optional<String> broken = broken();
        int count = names().size();
        return broken.isPresent()
                ? new JsonRecord(original, line, List.of(), List.of(), broken)
                : new JsonRecord(original, line, first(values, count), first(natures, count), broken);
    }

    private static <T> List<T> first(T[] all, int count) {
        return Collections.unmodifiableList(Arrays.asList(Arrays.copyOf(all, count)));
    }

    /** Fills in the fields. @return why it is no object */
    private Optional<String> broken() {
        try (JsonParser json = FACTORY.createParser(text)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                while (json.nextToken() != null) json.skipChildren();
                return Optional.of("the record is no object of JSON");
            }
            object(json, places.root());
            return json.nextToken() == null ? Optional.empty() : Optional.of("text follows the object");
        } catch (Twice twice) {
            return Optional.of("the key '" + twice.getMessage() + "' stands twice in the record");
        } catch (JsonProcessingException damaged) {
            return Optional.of("the record is no JSON: " + told(damaged));
        } catch (IOException ofAString) {
            throw new UncheckedIOException(ofAString);
        }
    }

    static String told(JsonProcessingException damaged) {
        String line = OF_THE_PARSER
                .matcher(damaged.getOriginalMessage().lines().findFirst().orElse(""))
                .replaceAll("");
        long at = damaged.getLocation() == null
                ? 0
                : Math.max(0, damaged.getLocation().getCharOffset());
        return line.substring(0, Math.min(line.length(), LONGEST_REASON)).replace('\0', '\uFFFD') + " (character "
                + (at + 1) + ")";
    }

    /** A key that a record has two values for. */
    private static final class Twice extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Twice(String key) {
            super(key, null, false, false);
        }
    }

    private void object(JsonParser json, JsonPlaces.Level level) throws IOException {
        List<JsonPlaces.Level> seen = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            JsonPlaces.Level below = places.under(level, name);
            if (below != null && places.placeOf(below) < 0) {
                if (seen.contains(below)) throw new Twice(name);
                seen.add(below);
            }
            value(json, below, name);
        }
    }

    private void list(JsonParser json, JsonPlaces.Level level) throws IOException {
        for (int i = 0; json.nextToken() != JsonToken.END_ARRAY; i++) value(json, places.at(level, i), "");
    }

    /** @param level what is wanted of the value; null for nothing */
    private void value(JsonParser json, JsonPlaces.Level level, String name) throws IOException {
        if (level == null) {
            json.skipChildren();
            return;
        }
        int place = places.placeOf(level);
        if (place >= 0) {
            makeRoom(place);
            if (met[place]) throw new Twice(name);
            met[place] = true;
        }
        int start = (int) json.currentTokenLocation().getCharOffset();
        JsonToken token = json.currentToken();
        if (token == JsonToken.START_OBJECT && places.goesOn(level)) object(json, level);
        else if (token == JsonToken.START_ARRAY && places.goesOn(level)) list(json, level);
        else json.skipChildren();
        if (place >= 0) keep(json, token, place, start, level.form());
    }

    private void makeRoom(int place) {
        if (place < values.length) return;
        int room = Math.max(16, place * 2);
        values = Arrays.copyOf(values, room);
        natures = Arrays.copyOf(natures, room);
        met = Arrays.copyOf(met, room);
    }

    private void keep(JsonParser json, JsonToken token, int place, int start, Form form) throws IOException {
        if (token == JsonToken.VALUE_NULL) return;
        boolean nested = token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY;
        natures[place] = nested ? Nature.NESTED : token == JsonToken.VALUE_STRING ? Nature.TEXT : Nature.VALUE;
        if (nested || (form == Form.JSON && token == JsonToken.VALUE_STRING)) {
            if (!nested) json.finishToken();
            values[place] = text.substring(start, (int) json.currentLocation().getCharOffset());
        } else {
            String written = json.getText();
            values[place] = form == Form.NUMBER && token == JsonToken.VALUE_NUMBER_FLOAT ? plain(written) : written;
        }
    }

    /** {@code 1.5e3} is 1500: types of exact numbers take no exponent. */
    static String plain(String number) {
        if (number.indexOf('e') < 0 && number.indexOf('E') < 0) return number;
        try {
            BigDecimal exact = new BigDecimal(number);
            return Math.abs((long) exact.scale()) > MOST_PLACES ? number : exact.toPlainString();
        } catch (NumberFormatException beyond) {
            return number;
        }
    }
}
