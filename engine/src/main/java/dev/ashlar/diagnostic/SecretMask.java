package dev.ashlar.diagnostic;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Takes secrets out of any text before it is shown or written. */
public final class SecretMask {
    public static final SecretMask NONE = new SecretMask(List.of());

    private static final String SHOWN = "*****";

    /** Shorter values would turn ordinary words into stars. */
    private static final int SHORTEST = 4;

    private final List<String> secrets;

    public SecretMask(Collection<String> secrets) {
        this.secrets = secrets.stream()
                .filter(secret -> secret.length() >= SHORTEST)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    public String apply(String text) {
        String masked = text;
        for (String secret : secrets) masked = masked.replace(secret, SHOWN);
        return masked;
    }
}
