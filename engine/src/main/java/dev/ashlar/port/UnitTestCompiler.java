package dev.ashlar.port;

import dev.ashlar.diagnostic.SourceMap;
import dev.ashlar.manifest.Node.UnitTest;
import dev.ashlar.port.NodeTask.Facts;
import dev.ashlar.report.CatalogColumn;
import java.util.List;

/** Renders the model of a unit test with the given rows in place of what it reads. */
public interface UnitTestCompiler {
    /**
     * @param facts {@code instead} says where the inputs' types can be looked up; their rows are not read
     * @throws dev.ashlar.diagnostic.DiagnosticException with the place of the test, or of the template
     */
    CompiledUnitTest compile(UnitTest test, Facts facts);

    interface CompiledUnitTest {
        /** The model's SELECT on the given rows. */
        String sql();

        /** From positions in {@link #sql()} to the model's template. */
        SourceMap map();

        /**
         * A SELECT of the expected rows, with the columns that the test names and the types that they have in the model.
         *
         * @param actual the model's columns
         * @throws dev.ashlar.diagnostic.DiagnosticException when the test names a column that the model lacks
         * @throws WarehouseException when the expected rows are given as SQL and it is wrong
         */
        String expected(List<CatalogColumn> actual);
    }
}
