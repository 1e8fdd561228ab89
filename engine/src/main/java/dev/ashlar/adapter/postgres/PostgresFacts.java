package dev.ashlar.adapter.postgres;

import dev.ashlar.plan.EngineCapability;
import dev.ashlar.plan.EngineFacts;
import java.util.Set;

/** What can be said of Postgres, from version 15 on (MERGE), without a connection. */
public final class PostgresFacts {
    public static final String ENGINE = "postgres";

    /** {@code NAMEDATALEN} less its end mark; longer names are cut without a word. */
    public static final int IDENTIFIER_LIMIT = 63;

    public static final EngineFacts FACTS = new EngineFacts(
            ENGINE,
            Set.of(
                    EngineCapability.DDL_TRANSACTIONAL,
                    EngineCapability.MERGE_CONDITIONAL,
                    EngineCapability.ALTER_TYPE_IN_TRANSACTION,
                    EngineCapability.VIEW_BOUND,
                    EngineCapability.INDEXES,
                    EngineCapability.MATERIALIZED_VIEWS,
                    EngineCapability.MATERIALIZED_VIEW_RENAME,
                    EngineCapability.MATERIALIZED_VIEW_REFRESH_IN_TRANSACTION,
                    EngineCapability.MATERIALIZED_VIEW_OVER_VIEW,
                    EngineCapability.VIEW_LOCKS,
                    EngineCapability.GRANTS,
                    EngineCapability.COMMENTS,
                    EngineCapability.CONSTRAINTS_ENFORCED,
                    EngineCapability.KEYS_TAKE_NAMES,
                    EngineCapability.CUTS_NAMES,
                    EngineCapability.FOREIGN_KEYS,
                    EngineCapability.PARALLEL_WRITERS,
                    EngineCapability.LOCK_TIMEOUT),
            IDENTIFIER_LIMIT,
            new PostgresTypes());

    private PostgresFacts() {}
}
