package dev.ashlar.adapter.redshift;

import dev.ashlar.plan.EngineCapability;
import dev.ashlar.plan.EngineFacts;
import java.util.Set;

/**
 * What can be said of Redshift without a connection. What it lacks, by AWS's pages: MERGE with conditions, an arm alone
 * or a query as source (r_MERGE), ALTER COLUMN TYPE in a transaction (r_ALTER_TABLE), indexes, enforced keys
 * (t_Defining_constraints), {@code lock_timeout}, and two transactions that write one table at a time (c_write_readwrite).
 */
public final class RedshiftFacts {
    public static final String ENGINE = "redshift";

    /** Bytes: https://docs.aws.amazon.com/redshift/latest/dg/r_names.html */
    public static final int IDENTIFIER_LIMIT = 127;

    public static final EngineFacts FACTS = new EngineFacts(
            ENGINE,
            Set.of(
                    EngineCapability.DDL_TRANSACTIONAL,
                    EngineCapability.MERGE_NARROW,
                    EngineCapability.VIEW_BOUND,
                    EngineCapability.MATERIALIZED_VIEWS,
                    EngineCapability.LATE_BINDING_VIEWS,
                    EngineCapability.GRANTEE_KINDS,
                    EngineCapability.GRANTS,
                    EngineCapability.COMMENTS,
                    EngineCapability.ENCODINGS,
                    EngineCapability.QUERY_GROUPS,
                    EngineCapability.STATISTICS_BY_STATEMENT,
                    EngineCapability.CUTS_NAMES,
                    EngineCapability.FOREIGN_KEYS),
            IDENTIFIER_LIMIT,
            new RedshiftTypes());

    private RedshiftFacts() {}
}
