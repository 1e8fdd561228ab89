package dev.ashlar.load;

import java.util.Set;

/** What is asked of a load of sources. Files are named as the ledger knows them. */
public sealed interface LoadOrder {
    /** Files that the ledger does not know are loaded. */
    record LoadNew() implements LoadOrder {}

    /** The files go into the ledger and are never loaded. */
    record PassOver(Set<String> files) implements LoadOrder {
        public PassOver {
            files = Set.copyOf(files);
        }
    }

    /** The rows of the files, their rejects and their entries in the ledger go. */
    record TakeOut(Set<String> files) implements LoadOrder {
        public TakeOut {
            files = Set.copyOf(files);
        }
    }

    /** The table is made anew from the files that are there. */
    record LoadAnew() implements LoadOrder {}
}
