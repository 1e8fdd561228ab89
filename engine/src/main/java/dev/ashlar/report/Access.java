package dev.ashlar.report;

import java.util.List;
import java.util.Optional;

/**
 * Who owns a relation and what others may do with it.
 *
 * @param otherOwner the role that owns it, where that is not the session's own
 * @param privileges without the owner's own
 */
public record Access(Optional<String> otherOwner, List<Privilege> privileges) {
    /** Owned by the session's role, and by nobody else used; also what an engine without privileges shows. */
    public static final Access OWN = new Access(Optional.empty(), List.of());

    public Access {
        privileges = List.copyOf(privileges);
    }
}
