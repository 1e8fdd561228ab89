package dev.ashlar.plan;

import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.report.Grantee;
import dev.ashlar.report.Privilege.GrantOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Who may do what with a relation, and whose it is. */
public sealed interface AccessStatement extends Statement {
    /** @param column empty for the whole relation */
    record Grant(
            RelationName relation,
            String privilege,
            Optional<ColumnName> column,
            List<Grantee> grantees,
            GrantOption option)
            implements AccessStatement {
        public Grant {
            grantees = List.copyOf(grantees);
        }
    }

    record Revoke(RelationName relation, String privilege, List<Grantee> grantees) implements AccessStatement {
        public Revoke {
            grantees = List.copyOf(grantees);
        }
    }

    /** Takes away all privileges on a relation and its columns, with what was granted by their means. */
    record RevokeAll(RelationName relation, List<Grantee> grantees) implements AccessStatement {
        public RevokeAll {
            grantees = List.copyOf(grantees);
        }
    }

    /** Lets others look into a schema. */
    record GrantUsage(String schema, List<Grantee> grantees) implements AccessStatement {
        public GrantUsage {
            grantees = List.copyOf(grantees);
        }
    }

    /**
     * Remembers which privileges are granted for a node, so that a later run knows which ones are its own to take back.
     *
     * @param records the table of grants; its columns are {@code relation_schema, relation_name, granted, recorded_at}; rows
     *     are only ever added, the newest of a relation counts
     * @param granted a line each: privilege, tabulator, grantee as the user wrote it
     */
    record RecordGrants(RelationName records, RelationName relation, String granted, Instant at)
            implements AccessStatement {}

    /** Gives a relation to a role. */
    record SetOwner(RelationName relation, String owner) implements AccessStatement {}
}
