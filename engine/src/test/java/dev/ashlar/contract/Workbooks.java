package dev.ashlar.contract;

import java.io.IOException;
import java.nio.file.Path;

/** Workbooks for tests of other packages. */
public final class Workbooks {
    private Workbooks() {}

    /** @param text the one that cells share @param rows XML of the only sheet */
    public static void write(Path file, String text, String rows) throws IOException {
        new Workbook().text("<t>" + text + "</t>").sheet("One", rows).write(file);
    }
}
