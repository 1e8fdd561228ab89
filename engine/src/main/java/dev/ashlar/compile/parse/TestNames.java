package dev.ashlar.compile.parse;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Names generic tests as dbt does, so that selections and records carry over. */
final class TestNames {
    /** Longest name that a relation of stored failures gets. */
    private static final int LONGEST = 63;

    private static final int KEPT = 30;
    private static final int HASH = 10;

    private TestNames() {}

    /**
     * @param full what the test is called
     * @param alias at most 63 characters; the name of its stored failures
     */
    record Names(String full, String alias) {}

    /** @param arguments with {@code column_name}, as written */
    static Names of(String test, String node, Map<String, Object> arguments) {
        List<String> parts = new ArrayList<>();
        new TreeMap<>(arguments).values().forEach(value -> {
            if (value instanceof Map<?, ?> map) map.values().forEach(each -> parts.add(printed(each)));
            else if (value instanceof List<?> list) list.forEach(each -> parts.add(printed(each)));
            else parts.add(printed(value));
        });
        String identifier = test + "_" + node;
        String full = identifier + "_"
                + parts.stream()
                        .map(part -> part.replaceAll("[^0-9a-zA-Z_]+", "_"))
                        .collect(Collectors.joining("__"));
        return new Names(full, shortened(identifier, full));
    }

    static Names given(String name) {
        return new Names(name, shortened(name, name));
    }

    private static String shortened(String identifier, String full) {
        if (full.length() <= LONGEST) return full;
        return identifier.substring(0, Math.min(KEPT, identifier.length())) + "_" + md5(full);
    }

    /** Ten digits that tell tests of one name apart. */
    static String hash(String name, String test, String node, Map<String, Object> arguments) {
        String md5 = md5(name + "|" + test + "|" + node + "|" + new TreeMap<>(arguments));
        return md5.substring(md5.length() - HASH);
    }

    /** Values as Python prints them, whose words dbt's names hold. */
    private static String printed(Object value) {
        return switch (value) {
            case null -> "None";
            case Boolean flag -> flag ? "True" : "False";
            case List<?> list -> list.stream().map(TestNames::printed).collect(Collectors.joining(", ", "[", "]"));
            default -> value.toString();
        };
    }

    private static String md5(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has MD5", e);
        }
    }
}
