package dev.ashlar.cli;

import dev.ashlar.manifest.Target;
import dev.ashlar.wiring.Destination;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Says what a command will write to, before it does: a line for the place and one for the schemas, on stderr, where the
 * target is not simply the developer's own. A JSON log always gets it.
 */
final class WritesTo {
    private WritesTo() {}

    static void tell(Console console, GlobalOptions global, Destination destination) {
        switch (global.logFormat) {
            case json -> console.print(JsonLines.of(event(destination)));
            case text -> {
                if (global.quiet || destination.standing() == Destination.Standing.USUAL) return;
                lines(destination).forEach(console::problem);
            }
        }
    }

    static List<String> lines(Destination destination) {
        Target target = destination.target();
        String isProtected = target.protection() == Target.Protection.PROTECTED ? ", protected" : "";
        String place = "Writes to target '" + target.name() + "' (" + target.type() + isProtected + "): "
                + destination.place() + ".";
        if (destination.schemas().isEmpty()) return List.of(place);
        return List.of(place, "  Schemas: " + String.join(", ", destination.schemas()) + ".");
    }

    private static Map<String, Object> event(Destination destination) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("ts", Instant.now().toString());
        event.put("level", "info");
        event.put("event", "writes_to");
        event.put("target", destination.target().name());
        event.put("protected", destination.target().protection() == Target.Protection.PROTECTED);
        event.put("engine", destination.place().engine());
        event.put("address", destination.place().address());
        destination.place().database().ifPresent(name -> event.put("database", name));
        event.put("schemas", List.copyOf(destination.schemas()));
        return event;
    }
}
