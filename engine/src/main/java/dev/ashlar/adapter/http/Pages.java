package dev.ashlar.adapter.http;

import dev.ashlar.port.PlaceException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How an answer tells where the next one is. */
sealed interface Pages {
    /** {@code <address>; rel="next"}: https://www.rfc-editor.org/rfc/rfc8288 */
    Pattern NEXT = Pattern.compile(
            "<([^>]*)>[^,<]*;\\s*rel=\"?(?:[^\",]*\\s)?next(?:\\s[^\",]*)?\"?", Pattern.CASE_INSENSITIVE);

    /**
     * @param page from 1
     * @param links of the headers {@code Link}
     * @param told what stands in the answer under {@link #path}
     * @param records of the answer
     * @return empty after the last page
     * @throws PlaceException for an address that is none
     */
    Optional<URI> next(URI asked, int page, List<String> links, Optional<String> told, long records)
            throws PlaceException;

    /** Where the first page is. */
    default URI first(URI location) {
        return location;
    }

    /** Of the value in an answer that {@link #next} wants to know. */
    default Optional<String> path() {
        return Optional.empty();
    }

    /** One answer is all. */
    record Single() implements Pages {
        @Override
        public Optional<URI> next(URI asked, int page, List<String> links, Optional<String> told, long records) {
            return Optional.empty();
        }
    }

    record LinkHeader() implements Pages {
        @Override
        public Optional<URI> next(URI asked, int page, List<String> links, Optional<String> told, long records)
                throws PlaceException {
            for (String link : links) {
                Matcher next = NEXT.matcher(link);
                if (next.find()) return Optional.of(resolved(asked, next.group(1)));
            }
            return Optional.empty();
        }
    }

    /** @param where path of the address in the answer, with dots */
    record LinkInBody(String where) implements Pages {
        @Override
        public Optional<String> path() {
            return Optional.of(where);
        }

        @Override
        public Optional<URI> next(URI asked, int page, List<String> links, Optional<String> told, long records)
                throws PlaceException {
            return told.isEmpty() ? Optional.empty() : Optional.of(resolved(asked, told.get()));
        }
    }

    /** Ends with a page that has no records. */
    record Numbered(String parameter, long from) implements Pages {
        @Override
        public URI first(URI location) {
            return with(location, parameter, Long.toString(from));
        }

        @Override
        public Optional<URI> next(URI asked, int page, List<String> links, Optional<String> told, long records) {
            return records == 0 ? Optional.empty() : Optional.of(with(asked, parameter, Long.toString(from + page)));
        }
    }

    /** @param where path of the mark in the answer, with dots */
    record Cursor(String where, String parameter) implements Pages {
        @Override
        public Optional<String> path() {
            return Optional.of(where);
        }

        @Override
        public Optional<URI> next(URI asked, int page, List<String> links, Optional<String> told, long records) {
            return told.map(mark -> with(asked, parameter, mark));
        }
    }

    /** @param said what stands under {@code pages:}; empty for one answer */
    static Pages of(Map<?, ?> said) {
        if (said.get("next") instanceof String next) {
            return next.equals("header") ? new LinkHeader() : new LinkInBody(next);
        }
        if (said.get("number") instanceof String parameter) {
            return new Numbered(parameter, said.get("first") instanceof Number first ? first.longValue() : 1);
        }
        if (said.get("cursor") instanceof String cursor) {
            return new Cursor(cursor, String.valueOf(said.get("parameter")));
        }
        return new Single();
    }

    private static URI resolved(URI asked, String address) throws PlaceException {
        try {
            return asked.resolve(address.replace(" ", "%20"));
        } catch (IllegalArgumentException bad) {
            throw new PlaceException("the address that it tells of the next page is none", "", bad);
        }
    }

    private static URI with(URI location, String parameter, String value) {
        String name = encoded(parameter);
        String others = location.getRawQuery() == null
                ? ""
                : Stream.of(location.getRawQuery().split("&"))
                        .filter(pair -> !pair.equals(name) && !pair.startsWith(name + "="))
                        .collect(Collectors.joining("&"));
        String plain = location.toString().replaceFirst("[?#].*", "");
        return URI.create(plain + "?" + (others.isEmpty() ? "" : others + "&") + name + "=" + encoded(value));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
