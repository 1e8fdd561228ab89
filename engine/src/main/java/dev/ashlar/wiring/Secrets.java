package dev.ashlar.wiring;

import dev.ashlar.diagnostic.SecretMask;
import dev.ashlar.manifest.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Finds what must never be shown: {@code ASHLAR_SECRET_*} and every password, token and secret of the target, also those
 * within its mappings, and the headers by which places of files are asked.
 */
final class Secrets {
    private static final String PREFIX = "ASHLAR_SECRET_";
    private static final List<String> WORDS = List.of("pass", "token", "secret", "assertion", "bearer");

    private Secrets() {}

    static SecretMask of(Map<String, String> environment) {
        return new SecretMask(ofEnvironment(environment));
    }

    static SecretMask of(Map<String, String> environment, Target target) {
        List<String> secrets = ofEnvironment(environment);
        collect(target.options(), secrets);
        return new SecretMask(secrets);
    }

    private static void collect(Map<?, ?> options, List<String> secrets) {
        options.forEach((key, value) -> {
            String lower = String.valueOf(key).toLowerCase(Locale.ROOT);
            if (value instanceof Map<?, ?> nested && lower.equals("headers")) collectAll(nested, secrets);
            else if (value instanceof Map<?, ?> nested) collect(nested, secrets);
            else if (value != null && WORDS.stream().anyMatch(lower::contains)) secrets.add(String.valueOf(value));
        });
    }

    /** A header's name does not tell whether its value is a secret. */
    private static void collectAll(Map<?, ?> headers, List<String> secrets) {
        headers.values().forEach(value -> {
            if (value != null) secrets.add(String.valueOf(value));
        });
    }

    private static List<String> ofEnvironment(Map<String, String> environment) {
        List<String> secrets = new ArrayList<>();
        environment.forEach((name, value) -> {
            if (name.startsWith(PREFIX)) secrets.add(value);
        });
        return secrets;
    }
}
