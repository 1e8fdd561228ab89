package dev.ashlar.wiring;

import dev.ashlar.manifest.Target;
import dev.ashlar.report.Place;
import java.util.SortedSet;

/**
 * What a command is about to write to.
 *
 * @param schemas empty where only what is sent will tell
 * @param standing whether a developer's habit leads there, or somebody chose it
 */
public record Destination(Target target, Place place, SortedSet<String> schemas, Standing standing) {
    public enum Standing {
        /** The profile's own target, with schemas of the developer's own. */
        USUAL,
        /** Named by {@code --target}, protected, or with schemas that others share. */
        CHOSEN
    }
}
