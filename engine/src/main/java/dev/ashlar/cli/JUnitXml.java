package dev.ashlar.cli;

import dev.ashlar.diagnostic.Counted;
import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.Project;
import dev.ashlar.report.NodeResult;
import dev.ashlar.report.NodeResult.Outcome;
import dev.ashlar.report.RunReport;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Results in the form that CI servers show: one test case for each node. */
final class JUnitXml {
    private JUnitXml() {}

    static void write(Path file, Project project, RunReport report) throws IOException {
        if (file.toAbsolutePath().getParent() != null) {
            Files.createDirectories(file.toAbsolutePath().getParent());
        }
        try (OutputStream out = Files.newOutputStream(file)) {
            // the one of the JDK: libraries bring others, which refuse what this one writes
            XMLStreamWriter xml =
                    XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
            xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            xml.writeStartElement("testsuite");
            xml.writeAttribute("name", project.name());
            xml.writeAttribute("tests", String.valueOf(report.results().size()));
            xml.writeAttribute("failures", String.valueOf(count(report, Outcome.Fail.class)));
            xml.writeAttribute(
                    "errors",
                    String.valueOf(count(report, Outcome.Error.class) + count(report, Outcome.Partial.class)));
            xml.writeAttribute("skipped", String.valueOf(count(report, Outcome.Skipped.class)));
            for (NodeResult result : report.results()) testCase(xml, project.load(result.node()), result);
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw e.getNestedException() instanceof IOException cause ? cause : new IOException(e.getMessage(), e);
        }
    }

    private static long count(RunReport report, Class<? extends Outcome> kind) {
        return report.results().stream()
                .filter(r -> kind.isInstance(r.outcome()))
                .count();
    }

    private static void testCase(XMLStreamWriter xml, Node node, NodeResult result) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", NodeWords.kind(node));
        xml.writeAttribute("name", node.name());
        xml.writeAttribute("file", node.header().location().file());
        xml.writeAttribute(
                "time", String.format(Locale.ROOT, "%.3f", result.took().toMillis() / 1000.0));
        switch (result.outcome()) {
            case Outcome.Fail f -> element(xml, "failure", Counted.of(f.failures(), "failing row"), "");
            case Outcome.Error e ->
                element(xml, "error", firstLine(e.diagnostic()), e.diagnostic().text());
            case Outcome.Partial p ->
                element(xml, "error", firstLine(p.diagnostic()), p.diagnostic().text());
            case Outcome.Skipped s -> element(xml, "skipped", s.reason(), "");
            case Outcome.Success s -> {}
            case Outcome.Pass p -> {}
            case Outcome.Warn w -> {}
            case Outcome.NoOp n -> {}
        }
        xml.writeEndElement();
    }

    private static String firstLine(Diagnostic diagnostic) {
        return diagnostic.text().lines().findFirst().orElse("");
    }

    private static void element(XMLStreamWriter xml, String name, String message, String text)
            throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeAttribute("message", printable(message));
        xml.writeCharacters(printable(text));
        xml.writeEndElement();
    }

    /** XML 1.0 has no way to write most control characters. */
    private static String printable(String text) {
        return text.replaceAll("[\\p{Cntrl}&&[^\r\n\t]]", "?");
    }
}
