package dev.ashlar.adapter.redshift;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * How a connection is protected. The driver knows two degrees, with the certificate's host name and without; libpq's weaker
 * words mean the second, as they do for dbt. See https://docs.aws.amazon.com/redshift/latest/mgmt/jdbc20-configure-ssl.html
 */
enum Tls {
    DISABLE("disable"),
    ALLOW("allow"),
    PREFER("prefer"),
    REQUIRE("require"),
    VERIFY_CA("verify-ca"),
    VERIFY_FULL("verify-full");

    private final String word;

    Tls(String word) {
        this.word = word;
    }

    static List<String> words() {
        return Arrays.stream(values()).map(tls -> tls.word).toList();
    }

    /** @param word one of {@link #words} */
    static Tls of(String word) {
        return Arrays.stream(values())
                .filter(tls -> tls.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(word));
    }

    Map<String, String> properties() {
        return switch (this) {
            case DISABLE -> Map.of("ssl", "false");
            case ALLOW, PREFER, REQUIRE, VERIFY_CA -> Map.of("ssl", "true", "sslmode", "verify-ca");
            case VERIFY_FULL -> Map.of("ssl", "true", "sslmode", "verify-full");
        };
    }
}
