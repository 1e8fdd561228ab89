package dev.ashlar.adapter.postgres;

import dev.ashlar.adapter.jdbc.SchemaPrivileges;
import dev.ashlar.port.WarehouseSession;
import java.util.List;
import java.util.Set;

/** What the user needs to be allowed, and the settings under which sessions work. */
final class PostgresPrivileges {
    /** Only the owner of a relation can replace it. */
    private static final String OF_OTHERS = """
            select n.nspname, c.relname, pg_get_userbyid(c.relowner)
            from pg_class as c
            join pg_namespace as n on n.oid = c.relnamespace
            where c.relkind in ('r', 'v', 'm', 'p') and n.nspname in %s and not pg_has_role(c.relowner, 'usage')
            order by 1, 2""";

    static final SchemaPrivileges SCHEMAS = new SchemaPrivileges("oid", OF_OTHERS);

    private PostgresPrivileges() {}

    static String engine(WarehouseSession session, Set<String> schemas) {
        List<Object> facts = session.read(
                        "select current_setting('transaction_isolation'), current_setting('lock_timeout'),"
                                + " current_setting('statement_timeout'), current_setting('max_connections'),"
                                + " current_setting('TimeZone')",
                        1)
                .rows()
                .get(0);
        return "isolation " + facts.get(0) + ", lock_timeout " + facts.get(1) + ", statement_timeout " + facts.get(2)
                + " (0: none), max_connections " + facts.get(3) + ", time zone " + facts.get(4);
    }
}
