package dev.ashlar.load.format;

import dev.ashlar.plan.LoadStatement.HeaderLine;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where the records stand in a workbook.
 *
 * @param sheet its name or number, from 1 on; empty for the first
 * @param range empty for all cells
 * @param headerRow number of the row with the names; empty for the first row with a value
 */
public record XlsxFormat(
        Optional<String> sheet, Optional<CellRange> range, OptionalLong headerRow, HeaderLine header) {}
