package dev.ashlar.adapter.redshift;

import dev.ashlar.adapter.jdbc.SchemaPrivileges;
import dev.ashlar.port.WarehouseSession;
import java.util.List;
import java.util.Set;

/** What the user needs to be allowed, and the settings under which sessions work. */
final class RedshiftPrivileges {
    /** Only its owner or a superuser can replace a relation. */
    private static final String OF_OTHERS = """
            select n.nspname, c.relname, u.usename
            from pg_class as c
            join pg_namespace as n on n.oid = c.relnamespace
            join pg_user as u on u.usesysid = c.relowner
            where c.relkind in ('r', 'v', 'm') and n.nspname in %s and u.usename <> current_user
                and not exists (select 1 from pg_user as own where own.usename = current_user and own.usesuper)
            order by 1, 2""";

    static final SchemaPrivileges SCHEMAS = new SchemaPrivileges("nspname", OF_OTHERS);

    private RedshiftPrivileges() {}

    /**
     * Snapshot isolation is the default of workgroups and of new databases, else it is serializable:
     * https://docs.aws.amazon.com/redshift/latest/dg/r_STV_DB_ISOLATION_LEVEL.html
     */
    static String engine(WarehouseSession session, Set<String> schemas) {
        List<List<Object>> isolation = session.read(
                        "select trim(isolation_level) from stv_db_isolation_level where trim(db_name) = current_database()",
                        1)
                .rows();
        Object timeout = session.read("select current_setting('statement_timeout')", 1)
                .rows()
                .get(0)
                .get(0);
        return "isolation "
                + (isolation.isEmpty() ? "unknown" : isolation.get(0).get(0)) + ", statement_timeout " + timeout
                + " (0: none)";
    }
}
