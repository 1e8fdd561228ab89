package dev.ashlar.project;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What {@code dim_stock_items} has to say, worked out line by line. */
final class StockItems {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final int DIGITS = 4;

    private static final Pattern BLANKS = Pattern.compile("^ +| +$");
    private static final ZoneId SHOP = ZoneId.of("Europe/London");

    /** By article and second since 1970; nearly in the order of time, as the files are. */
    private final Map<String, Map<Long, Line>> lastByItem = new HashMap<>();
    /** An invoice's lines have one time, and half a million lines stand on few invoices. */
    private final Map<String, Long> times = new HashMap<>();

    private int disputed;

    private record Line(String invoice, String description, BigDecimal price) {
        static final Comparator<Line> ORDER = Comparator.comparing(Line::invoice)
                .thenComparing(Line::description, Comparator.nullsFirst(Comparator.naturalOrder()))
                .thenComparing(Line::price);

        boolean saysAs(Line other) {
            return Objects.equals(description, other.description) && price.compareTo(other.price) == 0;
        }
    }

    /** Fields of a line as they stand in its file. */
    void add(String stockCode, String invoiceDate, String invoice, String description, BigDecimal price) {
        String item = trimmed(stockCode).toUpperCase(Locale.ROOT);
        String said = trimmed(description);
        Line line = new Line(invoice, said.isEmpty() ? null : said, price.setScale(DIGITS));
        Long at = times.computeIfAbsent(invoiceDate, StockItems::utc);
        lastByItem.computeIfAbsent(item, i -> new LinkedHashMap<>()).merge(at, line, (a, b) -> {
            if (!a.saysAs(b)) disputed++;
            return Line.ORDER.compare(a, b) > 0 ? a : b;
        });
    }

    private static long utc(String shopTime) {
        return LocalDateTime.parse(shopTime, TIME).atZone(SHOP).toEpochSecond();
    }

    private static String text(long second) {
        return TIME.format(LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC));
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
        Map<Long, String> texts = new HashMap<>();
        new TreeMap<>(lastByItem).forEach((item, lines) -> {
            Line said = null;
            String since = null;
            for (Map.Entry<Long, Line> entry :
                    lines.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList()) {
                if (said != null && said.saysAs(entry.getValue())) continue;
                String at = texts.computeIfAbsent(entry.getKey(), StockItems::text);
                if (said != null) versions.add(version(item, said, since, at));
                said = entry.getValue();
                since = at;
            }
            versions.add(version(item, said, since, "null"));
        });
        return versions;
    }

    private static List<String> version(String item, Line line, String since, String until) {
        return List.of(item, String.valueOf(line.description()), line.price().toPlainString(), since, until);
    }
}
