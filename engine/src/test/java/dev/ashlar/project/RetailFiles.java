package dev.ashlar.project;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Daily files of the retail source: the 305 real ones where they lie in {@code <ashlar.shared>/data}, our small sample
 * elsewhere. Totals are computed here line by line, in Java, without the models.
 */
final class RetailFiles {
    private static final Set<String> NO_GOODS =
            Set.of("AMAZONFEE", "B", "BANK CHARGES", "C2", "CRUK", "D", "DOT", "M", "POST", "S");

    private static final Pattern NUMBER = Pattern.compile("-?\\d+");

    private final Path folder;
    private final String ending;

    private RetailFiles(Path folder, String ending) {
        this.folder = folder;
        this.ending = ending;
    }

    static RetailFiles best() {
        Path shared = Path.of(System.getProperty("ashlar.shared", "../../shared"));
        Path real = shared.resolve("data/online-retail/by-day").toAbsolutePath().normalize();
        return Files.isDirectory(real) ? new RetailFiles(real, ".csv.gz") : sample();
    }

    static RetailFiles sample() {
        return new RetailFiles(Storefront.repository().resolve("project/landing/retail"), ".csv");
    }

    /** The same for copies of the first files. */
    RetailFiles first(int count, Path into) {
        try {
            Files.createDirectories(into);
            for (Path file : files().subList(0, Math.min(count, files().size()))) {
                Files.copy(file, into.resolve(file.getFileName().toString()));
            }
            return new RetailFiles(into, ending);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean real() {
        return ending.equals(".csv.gz");
    }

    List<Path> files() {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(p -> p.getFileName().toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The value of the variable {@code retail_location} for files of this kind in the folder. */
    String location(Path in) {
        return in + "/*" + ending;
    }

    Path folder() {
        return folder;
    }

    /**
     * @param records in the files, header lines apart
     * @param rejected records whose quantity is no number
     * @param revenue sum of quantity times price of all lines
     * @param returned goods on cancellations
     * @param duplicates lines that repeat an earlier one in every field
     * @param revenueByDay by {@code yyyy-MM-dd}
     * @param items what the articles were called and cost
     */
    record Totals(
            long records,
            long rejected,
            long invoices,
            long customers,
            BigDecimal revenue,
            long returned,
            long duplicates,
            Map<String, BigDecimal> revenueByDay,
            StockItems items) {}

    Totals totals() {
        long records = 0;
        long rejected = 0;
        long returned = 0;
        long duplicates = 0;
        BigDecimal revenue = BigDecimal.ZERO;
        Set<String> invoices = new HashSet<>();
        Set<String> customers = new HashSet<>();
        Set<String> seen = new HashSet<>();
        Map<String, BigDecimal> byDay = new TreeMap<>();
        StockItems items = new StockItems();
        for (Path file : files()) {
            try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(open(file))) {
                Iterator<CsvRecord> lines = reader.iterator();
                Header header = new Header(lines.next().getFields());
                while (lines.hasNext()) {
                    List<String> line = lines.next().getFields();
                    records++;
                    String count = line.get(header.quantity);
                    if (!NUMBER.matcher(count).matches()) {
                        rejected++;
                        continue;
                    }
                    long quantity = Long.parseLong(count);
                    BigDecimal price = new BigDecimal(line.get(header.price));
                    BigDecimal amount = price.multiply(BigDecimal.valueOf(quantity));
                    String invoice = line.get(header.invoice);
                    String item = line.get(header.item);
                    String date = line.get(header.date);
                    items.add(item, date, invoice, line.get(header.description), price);
                    revenue = revenue.add(amount);
                    byDay.merge(date.substring(0, 10), amount, BigDecimal::add);
                    invoices.add(invoice);
                    String customer = line.get(header.customer);
                    if (!customer.isEmpty()) customers.add(customer);
                    if (!seen.add(String.join("\0", line))) duplicates++;
                    String code = item.toUpperCase(Locale.ROOT);
                    boolean goods = !NO_GOODS.contains(code) && !code.startsWith("GIFT");
                    if (goods && invoice.startsWith("C")) returned -= quantity;
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new Totals(
                records, rejected, invoices.size(), customers.size(), revenue, returned, duplicates, byDay, items);
    }

    /** Where a file has its fields: asking for each by its name takes as long as reading it. */
    private static final class Header {
        final int invoice;
        final int item;
        final int description;
        final int quantity;
        final int date;
        final int price;
        final int customer;

        Header(List<String> names) {
            invoice = names.indexOf("InvoiceNo");
            item = names.indexOf("StockCode");
            description = names.indexOf("Description");
            quantity = names.indexOf("Quantity");
            date = names.indexOf("InvoiceDate");
            price = names.indexOf("UnitPrice");
            customer = names.indexOf("CustomerID");
        }
    }

    private static BufferedReader open(Path file) throws IOException {
        InputStream bytes = Files.newInputStream(file);
        if (file.toString().endsWith(".gz")) bytes = new GZIPInputStream(bytes);
        return new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8));
    }
}
