package dev.ashlar.wiring;

import dev.ashlar.compile.render.SqlCompiler;
import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.Severity;
import dev.ashlar.diagnostic.TemplateFrame;
import dev.ashlar.lineage.Finding;
import dev.ashlar.manifest.Node;
import java.util.List;
import java.util.Optional;

/** Says what was found in compiled SQL at its place in the template. */
final class Findings {
    private static final String KEY = "static_analysis";

    private Findings() {}

    static boolean areErrors(Node node) {
        return node.header().config().text(KEY).filter("strict"::equals).isPresent();
    }

    private static boolean areIgnored(Node node) {
        return node.header().config().text(KEY).filter("off"::equals).isPresent();
    }

    static List<Diagnostic> diagnostics(Node node, SqlCompiler.Sql sql, List<Finding> findings) {
        if (areIgnored(node)) return List.of();
        return findings.stream().map(finding -> diagnostic(node, sql, finding)).toList();
    }

    private static Diagnostic diagnostic(Node node, SqlCompiler.Sql sql, Finding finding) {
        List<TemplateFrame> frames = sql.map().at(finding.offset());
        return new Diagnostic(
                areErrors(node) ? Severity.ERROR : Severity.WARNING,
                Optional.of(
                        frames.isEmpty()
                                ? node.header().location()
                                : frames.get(0).at()),
                finding.message(),
                finding.remedy(),
                frames.isEmpty() ? List.of() : frames.subList(1, frames.size()),
                "");
    }
}
