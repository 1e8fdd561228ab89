package dev.ashlar.port;

import dev.ashlar.diagnostic.SourceMap;
import dev.ashlar.manifest.Node.DataTest;
import dev.ashlar.port.NodeTask.Facts;

/** Renders a data test to the SELECT of its failing rows; {@code where} is already applied to the tested relation. */
public interface TestCompiler {
    /** @throws dev.ashlar.diagnostic.DiagnosticException with the test's place */
    CompiledTest compile(DataTest test, Facts facts);

    record CompiledTest(String sql, SourceMap map) {}
}
