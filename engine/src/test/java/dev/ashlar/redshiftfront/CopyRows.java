package dev.ashlar.redshiftfront;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;

/**
 * Fields as the lines of a COPY of Postgres, one a record. What equals the NULL text is null, quoted or not (on which the
 * guide is silent); an empty field is an empty text in a text's column and null in another.
 */
final class CopyRows {
    private final List<Column> columns;
    private final CopyOptions options;
    private final StringBuilder lines = new StringBuilder();
    private final List<Place> places = new ArrayList<>();

    CopyRows(List<Column> columns, CopyOptions options) {
        this.columns = columns;
        this.options = options;
    }

    /** @param bytes a text's length; less than one where there is none */
    record Column(String name, String type, int bytes) {
        boolean isText() {
            return type.equals("varchar") || type.equals("bpchar") || type.equals("text");
        }
    }

    /** Where a record stood. */
    record Place(String file, long line) {}

    /** A record that COPY refuses. */
    record Wrong(Place place, String column, int code, String reason) {}

    /** Empty if every record has as many fields as there are columns. */
    List<Wrong> add(CopyFiles.Part part) {
        for (DelimitedRecords.Fields record : new DelimitedRecords(part.text(), options).all()) {
            Place place = new Place(part.url(), record.line());
            int more = record.values().size() - columns.size();
            if (more > 0) return List.of(new Wrong(place, "", 1202, "Extra column(s) found"));
            if (more < 0) {
                String missing = columns.get(record.values().size()).name();
                return List.of(new Wrong(place, missing, 1214, "Delimiter not found"));
            }
            places.add(place);
            String before = "";
            for (int i = 0; i < columns.size(); i++) {
                lines.append(before).append(value(record.values().get(i), columns.get(i)));
                before = "\t";
            }
            lines.append('\n');
        }
        return List.of();
    }

    private String value(String field, Column column) {
        boolean empty = field.isEmpty() && (options.emptyAsNull || !column.isText());
        boolean blank = options.blanksAsNull && !field.isEmpty() && field.isBlank();
        if (field.equals(options.nulls) || empty || blank) return "\\N";
        String value = options.truncateColumns && column.isText() && column.bytes() > 0 ? cut(field, column) : field;
        if (column.type().equals("bytea")) value = "\\x" + value;
        return value.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }

    private static String cut(String field, Column column) {
        int end = field.length();
        while (field.substring(0, end).getBytes(UTF_8).length > column.bytes()) end = field.offsetByCodePoints(end, -1);
        return field.substring(0, end);
    }

    byte[] bytes() {
        return lines.toString().getBytes(UTF_8);
    }

    int count() {
        return places.size();
    }

    /** @param record from 1 */
    Place place(int record) {
        return places.get(record - 1);
    }
}
