package dev.ashlar.redshiftfront;

import java.util.List;

/** What Redshift refuses and Postgres would do; last what Redshift would do and the front cannot. */
final class Refusals {
    static final List<Refusal> ALL = List.of(
            new MissingStatements(),
            new AloneStatements(),
            new MergeShape(),
            new MissingClauses(),
            new MissingFunctions(),
            new LeaderFunctions(),
            new TableForms(),
            new AlterForms(),
            new ColumnTypes(),
            new Parameters(),
            new NameLengths(),
            new BeyondTheFront());

    private Refusals() {}
}
