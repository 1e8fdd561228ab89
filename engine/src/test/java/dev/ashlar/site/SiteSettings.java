package dev.ashlar.site;

import dev.ashlar.wiring.Settings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What {@code docs generate} is told where no flag is given. */
final class SiteSettings {
    private SiteSettings() {}

    static Settings of(Path project, Map<String, String> environment) {
        return new Settings(
                Optional.of(project),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Settings.Rebuild.AS_CONFIGURED,
                "docs",
                environment);
    }
}
