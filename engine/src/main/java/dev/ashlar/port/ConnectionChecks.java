package dev.ashlar.port;

import dev.ashlar.report.Place;
import java.util.List;
import java.util.Set;

/** What a target says of its engine, and whether the engine can be worked with as it says. Made without a connection. */
public interface ConnectionChecks {
    /** Where the target's data stands. Nothing is connected to for this. */
    Place place();

    /** From the driver to the log-in, in order. Each is looked at only when those before it went well. */
    List<Check> reaching();

    /** What the user may do in the database, and how the engine is set; for when it is reached. */
    List<SessionCheck> working();

    /** Whether somebody else may have made the schemas that the user may not make; {@link #working} then looks for them. */
    default boolean othersMayMakeSchemas() {
        return true;
    }

    /** @param name one or two words, as a column of a list shows them */
    record Check(String name, Look look) {}

    record SessionCheck(String name, SessionLook look) {}

    /** Looks at one thing. */
    interface Look {
        /**
         * @return what was found, for people
         * @throws dev.ashlar.diagnostic.DiagnosticException that says what is wrong and what to do about it
         * @throws WarehouseException when the engine refused what was asked of it
         */
        String found();
    }

    /** The same with a session. */
    interface SessionLook {
        /** @param schemas that runs of the project write to; empty when the project cannot be read */
        String found(WarehouseSession session, Set<String> schemas);
    }
}
