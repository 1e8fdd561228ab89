package dev.ashlar.plan;

import dev.ashlar.manifest.RelationName;

/** How a relation will look once its plan is done, for those who must read it before. */
public sealed interface Outlook {
    /** As this one, which is to take its place. */
    record Candidate(RelationName relation) implements Outlook {}

    /** @param select all rows that it will have, in the columns that it will have */
    record Rows(String select) implements Outlook {}

    /** @param reason why nobody can tell before it is done; the end of a sentence */
    record Unknown(String reason) implements Outlook {}
}
