package dev.ashlar.plan;

import dev.ashlar.manifest.RelationName;
import java.util.List;

/** How the rows of a load, and its rejects, get into the tables that are made for them. */
interface LoadFilling {
    /** Makes a table of the rows that fit, in a transaction that ends with these statements. */
    List<Step> lasting(RelationName table, List<Statement> ending);

    /** Makes a temporary table of them. */
    List<Step> temporary(RelationName table);

    /** Adds the rejects to a table that exists, within the transaction that publishes. */
    List<Step> rejects(RelationName kept);
}
