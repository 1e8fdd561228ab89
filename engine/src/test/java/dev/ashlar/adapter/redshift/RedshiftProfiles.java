package dev.ashlar.adapter.redshift;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.manifest.Target;
import dev.ashlar.manifest.Target.Protection;
import dev.ashlar.manifest.Target.SchemaNaming;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Profiles as users would write them, and what is read out of them. */
final class RedshiftProfiles {
    private RedshiftProfiles() {}

    static final String HOST = "etl.abc123xyz.eu-central-1.redshift.amazonaws.com";

    static Target target(Object... options) {
        Map<String, Object> given = new LinkedHashMap<>();
        for (int i = 0; i < options.length; i += 2) given.put((String) options[i], options[i + 1]);
        return new Target("shop", "prod", "redshift", "analytics", SchemaNaming.PLAIN, Protection.OPEN, 4, given);
    }

    static RedshiftProfile profile(Object... options) {
        return RedshiftProfile.of(target(options));
    }

    static RedshiftProfile withPassword(Object... more) {
        Object[] all = new Object[8 + more.length];
        System.arraycopy(
                new Object[] {"host", HOST, "database", "dev", "user", "ana", "password", "Geheim1!"}, 0, all, 0, 8);
        System.arraycopy(more, 0, all, 8, more.length);
        return profile(all);
    }

    static List<String> problems(Object... options) {
        DiagnosticException refusal = catchThrowableOfType(DiagnosticException.class, () -> profile(options));
        return refusal.diagnostics().stream()
                .map(d -> d.message() + " " + d.remedy())
                .toList();
    }

    /** Without what every target has. */
    static Map<String, String> own(RedshiftProfile profile) {
        Map<String, String> own = new TreeMap<>(profile.driver());
        own.keySet()
                .removeAll(Set.of(
                        "connecttimeout",
                        "connectiontimezone",
                        "fetchringbuffersize",
                        "logintimeout",
                        "ssl",
                        "sslmode",
                        "tcpkeepalive"));
        return own;
    }
}
