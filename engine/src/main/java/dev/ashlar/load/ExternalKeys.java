package dev.ashlar.load;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.manifest.Node;
import java.util.List;
import java.util.Optional;

/** The keys under {@code external:} of a source. */
record ExternalKeys(Node.Source source, Node.ExternalFiles files) {
    String format() {
        return files.format();
    }

    Optional<String> text(String key) {
        return Optional.ofNullable(files.options().get(key)).map(String::valueOf);
    }

    Optional<Boolean> flag(String key) {
        return files.options().get(key) instanceof Boolean flag ? Optional.of(flag) : Optional.empty();
    }

    Optional<Long> number(String key) {
        return files.options().get(key) instanceof Number number ? Optional.of(number.longValue()) : Optional.empty();
    }

    List<String> texts(String key) {
        return files.options().get(key) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : text(key).stream().toList();
    }

    DiagnosticException refused(String reason, String remedy) {
        return refused(reason, remedy, null);
    }

    /** @param cause null for none */
    DiagnosticException refused(String reason, String remedy, Exception cause) {
        return new DiagnosticException(
                Diagnostic.error(files.at(), "Cannot load source '" + source.name() + "': " + reason + ".", remedy),
                cause);
    }
}
