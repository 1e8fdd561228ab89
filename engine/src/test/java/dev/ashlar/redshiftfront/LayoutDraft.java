package dev.ashlar.redshiftfront;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import dev.ashlar.redshiftfront.TableLayout.Key;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A layout while its statement is read, and its form in the database. */
final class LayoutDraft {
    private static final ObjectMapper JSON = new ObjectMapper()
            .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

    String diststyle = "";
    String distkey = "";
    String sortstyle = "";
    List<String> sortkeys = new ArrayList<>();
    final Map<String, String> encode = new LinkedHashMap<>();
    boolean encodeAuto;
    boolean backup = true;
    boolean autoRefresh;
    final List<Key> keys = new ArrayList<>();

    TableLayout done() {
        return new TableLayout(
                diststyle,
                distkey,
                sortstyle,
                List.copyOf(sortkeys),
                Map.copyOf(encode),
                encodeAuto,
                backup,
                autoRefresh,
                List.copyOf(keys));
    }

    /** A comment that the database's own trigger reads when the table stands. */
    String comment() {
        return comment(done());
    }

    static String comment(Object noted) {
        return "/*rs_front " + json(noted).replace("*", "\\u002a") + "*/";
    }

    static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static TableLayout read(String json) {
        try {
            return JSON.readValue(json, TableLayout.class);
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException(damaged);
        }
    }
}
