package dev.ashlar.report;

import java.util.Objects;
import java.util.Optional;

/**
 * Where a target's data stands, in words for people. Never holds a secret.
 *
 * @param engine duckdb, postgres, redshift
 * @param address host and port, or the path of a file
 * @param database empty for an engine whose file is its database
 */
public record Place(String engine, String address, Optional<String> database) {
    public Place {
        Objects.requireNonNull(engine);
        Objects.requireNonNull(address);
        Objects.requireNonNull(database);
    }

    @Override
    public String toString() {
        return address + database.map(name -> ", database " + name).orElse("");
    }
}
