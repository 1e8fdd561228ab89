package dev.ashlar.redshiftfront;

import dev.ashlar.s3.S3Server;
import dev.ashlar.wire.Message;
import dev.ashlar.wire.ServerError;
import dev.ashlar.wire.SqlText;
import dev.ashlar.wire.Translation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One connection of the front: what the Redshift driver says as Postgres understands it, and the reverse. */
final class FrontTranslation implements Translation {
    /** The driver sends four more, which Postgres refuses to start with. */
    private static final Set<String> STARTUP = Set.of(
            "user",
            "database",
            "options",
            "client_encoding",
            "DateStyle",
            "TimeZone",
            "extra_float_digits",
            "application_name");

    private static final Set<String> UNKNOWN_THERE =
            Set.of("in_hot_standby", "default_transaction_read_only", "scram_iterations");

    private final Rewrites rewrites;
    private final List<WholeStatement> statements;
    private final List<Refusal> refusals;

    private final LoadFailures loads;
    private String lastText = "";
    private SqlText last = SqlText.withBackslashes("");

    FrontTranslation(Rewrites rewrites, FrontDatabase database) {
        this.rewrites = rewrites;
        loads = new LoadFailures(database);
        statements = List.of(
                new ShowCommands(),
                new SessionSettings(),
                new LateViews(rewrites),
                new Maintenance(rewrites),
                new AlterLayout(rewrites),
                new Principals(),
                new Copy(rewrites, S3Server.running().buckets(), loads));
        refusals = Refusals.ALL;
    }

    @Override
    public Map<String, String> startup(Map<String, String> parameters) {
        Map<String, String> passing = new LinkedHashMap<>(parameters);
        passing.keySet().retainAll(STARTUP);
        return passing;
    }

    /** In the client's thread alone. A statement is asked for some thirty times, by each refusal and each rewrite. */
    @Override
    public SqlText scan(String sql) {
        if (!sql.equals(lastText)) {
            last = SqlText.withBackslashes(sql);
            lastText = sql;
        }
        return last.copy();
    }

    /** Runs say much the same again and again, most of it with one meaning wherever it is said. */
    @Override
    public Reading statement(String sql, Place place) {
        Optional<String> known = rewrites.known(sql);
        if (known.isPresent()) return new Send(known.get());
        AskedPlace asked = new AskedPlace(place);
        for (Refusal refusal : refusals) refusal.check(scan(sql), asked);
        HeardStatements.add(sql);
        for (WholeStatement statement : statements) {
            Optional<Reading> reading = statement.read(scan(sql), asked);
            if (reading.isPresent()) return reading.get();
        }
        String rewritten = rewrites.apply(scan(sql));
        if (!asked.wasAsked()) rewrites.know(sql, rewritten);
        return new Send(rewritten);
    }

    /** Notes whether anything was asked of it: what depends on its place has no one meaning. */
    private static final class AskedPlace implements Place {
        private final Place place;
        private boolean asked;

        AskedPlace(Place place) {
            this.place = place;
        }

        boolean wasAsked() {
            return asked;
        }

        @Override
        public boolean inTransaction() {
            asked = true;
            return place.inTransaction();
        }

        @Override
        public List<List<String>> ask(String sql) {
            asked = true;
            return place.ask(sql);
        }
    }

    @Override
    public int parameterType(int oid) {
        return oid == RowDescriptions.SUPER ? RowDescriptions.JSONB : oid;
    }

    @Override
    public Optional<Message> fromServer(Message message) {
        return switch (message.type()) {
            case 'S' -> setting(message);
            case 'T' -> Optional.of(RowDescriptions.edited(message));
            case 'K' -> {
                loads.belongTo(message.fields().int32());
                yield Optional.of(message);
            }
            default -> Optional.of(message);
        };
    }

    private static Optional<Message> setting(Message message) {
        String name = message.fields().string();
        if (UNKNOWN_THERE.contains(name)) return Optional.empty();
        return Optional.of(name.equals("server_version") ? setting(name, "8.0.2") : message);
    }

    private static Message setting(String name, String value) {
        return Message.of('S').string(name).string(value).build();
    }

    @Override
    public ServerError error(ServerError error) {
        return loads.of(error).orElseGet(() -> ErrorWords.of(error));
    }

    /** With show_discovery the driver reads metadata by SHOW instead of catalog queries that Postgres cannot parse. */
    @Override
    public List<Message> greetings() {
        return List.of(
                setting("server_protocol_version", "0"),
                setting("datashare_enabled", "off"),
                setting("show_discovery", "4"));
    }
}
