package dev.ashlar.load;

import dev.ashlar.load.reading.NumberMarks;
import dev.ashlar.plan.ColumnType;
import dev.ashlar.plan.LoadStatement.LoadedColumn;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the texts of a file's fields say.
 *
 * @param nulls texts that stand for null
 * @param marks of numbers, where they are not written with a point
 * @param numbers the columns that hold numbers
 */
record FieldTexts(List<String> nulls, Optional<NumberMarks> marks, Set<LoadedColumn> numbers) {
    static FieldTexts of(LoadOptions options, List<LoadedColumn> columns) {
        return new FieldTexts(
                options.nulls(),
                options.format().marks(),
                columns.stream().filter(FieldTexts::isNumber).collect(Collectors.toSet()));
    }

    private static boolean isNumber(LoadedColumn column) {
        ColumnType type = TargetColumns.shape(column.type());
        return type instanceof ColumnType.Whole
                || type instanceof ColumnType.Decimal
                || type instanceof ColumnType.Fraction;
    }

    /** Null for null; a number with a point. */
    String of(LoadedColumn column, String field) {
        if (field == null || nulls.contains(field)) return null;
        return marks.isPresent() && numbers.contains(column)
                ? marks.get().plain(field).orElse(field)
                : field;
    }

    /** Whether a field holds no number as its file writes them, although its column wants one. */
    boolean strange(LoadedColumn column, String field) {
        return marks.isPresent()
                && numbers.contains(column)
                && field != null
                && !nulls.contains(field)
                && marks.get().plain(field).isEmpty();
    }
}
