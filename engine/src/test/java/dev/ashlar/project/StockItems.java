package dev.ashlar.project;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What {@code dim_stock_items} has to say, worked out line by line. */
final class StockItems {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final int DIGITS = 4;

    private static final Pattern BLANKS = Pattern.compile("^ +| +$");
    private static final ZoneId SHOP = ZoneId.of("Europe/London");

    private final Map<String, Map<LocalDateTime, Line>> lastByItem = new TreeMap<>();
    /** An invoice's lines have one time, and half a million lines stand on few invoices. */
    private final Map<String, LocalDateTime> times = new HashMap<>();

    private int disputed;

    private record Line(String invoice, String description, BigDecimal price) {
        static final Comparator<Line> ORDER = Comparator.comparing(Line::invoice)
                .thenComparing(Line::description, Comparator.nullsFirst(Comparator.naturalOrder()))
                .thenComparing(Line::price);

        boolean saysAs(Line other) {
            return Objects.equals(description, other.description) && price.compareTo(other.price) == 0;
        }
    }

    /** @param field a field of a line by its header */
    void add(Function<String, String> field) {
        String item = trimmed(field.apply("StockCode")).toUpperCase(Locale.ROOT);
        String description = trimmed(field.apply("Description"));
        LocalDateTime at = times.computeIfAbsent(field.apply("InvoiceDate"), StockItems::utc);
        Line line = new Line(
                field.apply("InvoiceNo"),
                description.isEmpty() ? null : description,
                new BigDecimal(field.apply("UnitPrice")).setScale(DIGITS));
        lastByItem.computeIfAbsent(item, i -> new TreeMap<>()).merge(at, line, (a, b) -> {
            if (!a.saysAs(b)) disputed++;
            return Line.ORDER.compare(a, b) > 0 ? a : b;
        });
    }

    private static LocalDateTime utc(String shopTime) {
        return LocalDateTime.parse(shopTime, TIME)
                .atZone(SHOP)
                .withZoneSameInstant(ZoneOffset.UTC)
                .toLocalDateTime();
    }

    private static String trimmed(String text) {
        return text.startsWith(" ") || text.endsWith(" ") ? BLANKS.matcher(text).replaceAll("") : text;
    }

    /** Times that a line said something else than another of its article and instant. */
    int disputed() {
        return disputed;
    }

    /** By article and begin: what it was called, cost, from when, until when; nulls as texts. */
    List<List<String>> versions() {
        List<List<String>> versions = new ArrayList<>();
        lastByItem.forEach((item, lines) -> {
            Line said = null;
            LocalDateTime since = null;
            for (Map.Entry<LocalDateTime, Line> entry : lines.entrySet()) {
                if (said != null && said.saysAs(entry.getValue())) continue;
                if (said != null) versions.add(version(item, said, since, TIME.format(entry.getKey())));
                said = entry.getValue();
                since = entry.getKey();
            }
            versions.add(version(item, said, since, "null"));
        });
        return versions;
    }

    private static List<String> version(String item, Line line, LocalDateTime since, String until) {
        return List.of(
                item, String.valueOf(line.description()), line.price().toPlainString(), TIME.format(since), until);
    }
}
