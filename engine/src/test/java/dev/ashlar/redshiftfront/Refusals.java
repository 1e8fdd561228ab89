package dev.ashlar.redshiftfront;

import java.util.List;

/** What Redshift refuses and Postgres would do. */
final class Refusals {
    static final List<Refusal> ALL = List.of();

    private Refusals() {}
}
