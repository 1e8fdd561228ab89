package dev.ashlar.compile.parse;

import dev.ashlar.compile.properties.Declarations.Properties;
import dev.ashlar.compile.properties.Declarations.VersionProperties;
import dev.ashlar.compile.properties.Declarations.Written;
import dev.ashlar.diagnostic.Diagnostics;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.NodeId;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/** Models that are to go: said to whoever still has or reads them. A time without a zone is UTC. */
final class Deprecations {
    private final Instant now;
    private final Diagnostics diagnostics;

    Deprecations(Instant now, Diagnostics diagnostics) {
        this.now = now;
        this.diagnostics = diagnostics;
    }

    Optional<Instant> of(Draft draft) {
        return draft.versionProperties()
                .flatMap(VersionProperties::deprecation)
                .or(() -> draft.properties().flatMap(Properties::deprecation))
                .flatMap(written -> read(draft, written));
    }

    private Optional<Instant> read(Draft draft, Written written) {
        String text = written.text().strip().replaceFirst("(?<=\\d) (?=\\d)", "T");
        try {
            if (text.length() <= "2026-01-31".length()) {
                return Optional.of(LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC));
            }
            boolean zoned = text.matches(".*(Z|[+-]\\d\\d(:?\\d\\d)?)$") && text.contains("T");
            return Optional.of(
                    zoned
                            ? OffsetDateTime.parse(text).toInstant()
                            : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            diagnostics.error(
                    written.at(),
                    "'deprecation_date' of " + draft.what() + " must be a date, but it is '" + written.text() + "'.",
                    "Write for example 2026-12-31, or 2026-12-31T18:00:00+01:00.");
            return Optional.empty();
        }
    }

    /** Warns of models whose time has passed, and of every reference to one that has a date. */
    void report(Map<NodeId, Node> nodes) {
        for (Node node : nodes.values()) {
            if (node instanceof Node.Model model) passed(model);
            if (node instanceof Node.DataTest || node instanceof Node.UnitTest) continue;
            for (NodeId read : node.dependsOn()) {
                if (nodes.get(read) instanceof Node.Model model) reference(node, model);
            }
        }
    }

    private void passed(Node.Model model) {
        model.deprecation().filter(date -> !date.isAfter(now)).ifPresent(date -> {
            diagnostics.warning(
                    model.header().location(),
                    "The deprecation date of " + thing(model) + " has passed: it was " + day(date) + ".",
                    "Disable it, or take it away.");
        });
    }

    private void reference(Node reader, Node.Model model) {
        model.deprecation().ifPresent(date -> {
            String when = date.isAfter(now) ? "is to be deprecated on " : "was deprecated on ";
            String remedy = model.version()
                    .filter(version -> !version.version().equals(version.latest()))
                    .map(version -> "Read its latest version, ref('" + model.name() + "').")
                    .orElse("");
            diagnostics.warning(
                    reader.header().location(),
                    thing(reader) + " reads " + thing(model) + ", which " + when + day(date) + ".",
                    remedy);
        });
    }

    private static String thing(Node node) {
        String version = node instanceof Node.Model model
                ? model.version().map(v -> " (version " + v.version() + ")").orElse("")
                : "";
        return node.id().kind().word().replace('_', ' ') + " '" + node.name() + "'" + version;
    }

    private static String day(Instant date) {
        return date.atOffset(ZoneOffset.UTC).toLocalDate().toString();
    }
}
