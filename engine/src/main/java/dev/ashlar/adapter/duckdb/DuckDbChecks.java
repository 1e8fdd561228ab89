package dev.ashlar.adapter.duckdb;

import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.manifest.Target;
import dev.ashlar.port.ConnectionChecks;
import dev.ashlar.port.WarehouseSession;
import dev.ashlar.report.Place;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An engine in this process: there is no network and no log-in, but a native library and a file. */
public final class DuckDbChecks implements ConnectionChecks {
    private final DuckDbProfile profile;

    private DuckDbChecks(DuckDbProfile profile) {
        this.profile = profile;
    }

    /**
     * @param base the folder at which relative paths of the profile start
     * @throws DiagnosticException when the target lacks what is needed
     */
    public static DuckDbChecks of(Target target, Path base) {
        return new DuckDbChecks(DuckDbProfile.of(target, base));
    }

    @Override
    public Place place() {
        String address = profile.file().map(Path::toString).orElse("memory");
        return new Place(DuckDbWarehouse.ENGINE, address, Optional.empty());
    }

    @Override
    public List<Check> reaching() {
        return List.of(new Check("driver", DuckDbChecks::driver), new Check("file", this::file));
    }

    /** Loads the native library; the database in memory leaves nothing behind. */
    private static String driver() {
        try {
            DuckDbOpening.open(new DuckDbProfile(Optional.empty(), Map.of(), Duration.ZERO))
                    .close();
        } catch (SQLException notClosed) {
            throw new DuckDbDialect().explain(notClosed, "");
        }
        return "DuckDB's library is loaded";
    }

    private String file() {
        if (profile.file().isEmpty()) return "in memory: nothing is kept after a command";
        Path file = profile.file().get();
        String was = Files.exists(file) ? "can be opened and written" : "is new";
        try {
            DuckDbOpening.open(profile).close();
        } catch (SQLException notClosed) {
            throw new DuckDbDialect().explain(notClosed, "");
        }
        return file + " " + was;
    }

    /** A file has one user. */
    @Override
    public boolean othersMayMakeSchemas() {
        return false;
    }

    @Override
    public List<SessionCheck> working() {
        return List.of(
                new SessionCheck(
                        "privileges", (session, schemas) -> "whoever may write the file may do everything in it"),
                new SessionCheck("engine", (session, schemas) -> engine(session)));
    }

    private static String engine(WarehouseSession session) {
        List<Object> facts = session.read(
                        "select version(), current_setting('threads'), current_setting('memory_limit')", 1)
                .rows()
                .get(0);
        return "DuckDB " + facts.get(0) + ", " + facts.get(1) + " engine threads, memory up to " + facts.get(2)
                + "; a transaction sees one snapshot, and one process at a time writes to the file";
    }
}
