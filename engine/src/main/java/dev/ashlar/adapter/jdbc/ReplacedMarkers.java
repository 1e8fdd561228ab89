package dev.ashlar.adapter.jdbc;

import dev.ashlar.port.WarehouseException;
import java.time.InstantSource;
import org.jdbi.v3.core.Handle;

/**
 * Markers that later ones have replaced. Every run adds one for each relation it writes and reads them all, so where they
 * have become many a run drops them at its end: of each relation the first and the newest stay.
 */
final class ReplacedMarkers {
    /** How many are let be: reading them costs a run some hundredths of a second. */
    static final int LET_BE = 10_000;

    private static final String KEPT = "ashlar_kept_markers";

    private final ExplainedJdbi jdbi;
    private final RecordTables tables;
    private final InstantSource clock;
    private volatile boolean many;

    ReplacedMarkers(ExplainedJdbi jdbi, RecordTables tables, InstantSource clock) {
        this.jdbi = jdbi;
        this.tables = tables;
        this.clock = clock;
    }

    /**
     * @param rows all that stand
     * @param relations that they are of
     */
    void seen(long rows, int relations) {
        many = rows - 2L * relations > LET_BE;
    }

    /**
     * Does nothing while another run is under way: on Redshift one of two who write to a table may fail.
     *
     * @param invocation whose lease is no other run's
     */
    void drop(String invocation) {
        if (!many) return;
        try {
            jdbi.inTransaction(handle -> {
                if (!alone(handle, invocation)) return;
                handle.execute("create temporary table " + KEPT + " as select relation_schema, relation_name,"
                        + " min(recorded_at) as first_at, max(recorded_at) as last_at from " + tables.markers()
                        + " group by relation_schema, relation_name");
                handle.execute("delete from " + tables.markers() + " using " + KEPT + " as kept where "
                        + tables.markers() + ".relation_schema = kept.relation_schema and " + tables.markers()
                        + ".relation_name = kept.relation_name and recorded_at > first_at and recorded_at < last_at");
                handle.execute("drop table " + KEPT);
            });
        } catch (WarehouseException inTheWay) {
            // nothing is lost by leaving them to the next run
            return;
        }
    }

    private boolean alone(Handle handle, String invocation) {
        return handle.createQuery("select count(*) from " + tables.runLocks()
                                + " where invocation_id <> :invocation and expires_at > :now")
                        .bind("invocation", invocation)
                        .bind("now", RecordRows.utc(clock.instant()))
                        .mapTo(Long.class)
                        .one()
                == 0;
    }
}
