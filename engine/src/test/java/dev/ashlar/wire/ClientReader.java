package dev.ashlar.wire;

import dev.ashlar.wire.Awaited.Kind;
import dev.ashlar.wire.Awaited.Prepared;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what the client sends and passes it on, translated. What leads up to the performing of a statement is held back
 * until then, so that a fault meets a server that knows nothing of it.
 */
final class ClientReader {
    private final ProxySession session;
    private final Backstage backstage;
    private final Map<String, Prepared> statements = new HashMap<>();
    private final Map<String, Prepared> portals = new HashMap<>();
    private final List<Held> held = new ArrayList<>();

    private record Held(Message message, Awaited awaited) {}

    ClientReader(ProxySession session) {
        this.session = session;
        this.backstage = new Backstage(session, this::passHeld);
    }

    void run() throws IOException {
        while (true) {
            Message message = Message.read(session.ends.fromClient());
            switch (message.type()) {
                case 'P' -> parse(message);
                case 'B' -> bind(message);
                case 'D' -> describe(message);
                case 'C' -> hold(message, new Awaited(Kind.CLOSE, null, false));
                case 'E' -> execute(message);
                case 'Q' -> new SimpleQuery(session, backstage).pass(message);
                case 'S' -> {
                    hold(message, new Awaited(Kind.SYNC, null, false));
                    passHeld();
                }
                default -> {
                    passHeld();
                    session.ends.toServer(message);
                }
            }
            session.ends.flushServerIfIdle();
            if (message.type() == 'X') return;
        }
    }

    private void parse(Message message) {
        Message.Fields fields = message.fields();
        String name = fields.string();
        String text = fields.string();
        Prepared prepared =
                new Prepared(text, backstage.read(text), StatementEffect.of(session.translation.scan(text)));
        statements.put(name, prepared);
        int parameters = fields.int16();
        Message.Builder body = Message.of('P')
                .string(name)
                .string(backstage.words(prepared.reading()))
                .int16(parameters);
        for (int i = 0; i < parameters; i++) body.int32(session.translation.parameterType(fields.int32()));
        hold(body.build(), new Awaited(Kind.PARSE, prepared, false));
    }

    private void bind(Message message) {
        Message.Fields fields = message.fields();
        String portal = fields.string();
        Prepared prepared = statements.get(fields.string());
        if (prepared != null) portals.put(portal, prepared);
        hold(message, new Awaited(Kind.BIND, prepared, false));
    }

    private void describe(Message message) {
        Message.Fields fields = message.fields();
        Map<String, Prepared> named = fields.letter() == 'S' ? statements : portals;
        hold(message, new Awaited(Kind.DESCRIBE, named.get(fields.string()), false));
    }

    private void execute(Message message) throws IOException {
        Prepared prepared = portals.get(message.fields().string());
        Awaited awaited = new Awaited(Kind.EXECUTE, prepared, false);
        if (prepared == null || prepared.effect() == StatementEffect.NOTHING) {
            hold(message, awaited);
            return;
        }
        StatementLog.Entry entry = session.record(prepared.text());
        awaited.doing(entry, prepared.effect());
        Optional<ServerError> error = session.fault(entry);
        if (error.isPresent()) {
            String words = session.errors().refuse(error.get());
            held.clear();
            // a commit that fails ends its transaction all the same
            if (prepared.effect() == StatementEffect.ENDS) backstage.rollback();
            hold(
                    Message.of('P').string("").string(words).int16(0).build(),
                    new Awaited(Kind.PARSE, prepared, false).doing(entry, prepared.effect()));
            return;
        }
        hold(message, awaited);
        passHeld();
        switch (prepared.reading()) {
            case Translation.Feed feed -> backstage.feed(feed, awaited);
            case Translation.SendAndCommit truncate -> backstage.commit();
            case Translation.Send send -> {}
            case Translation.Refuse refuse -> {}
        }
    }

    private void hold(Message message, Awaited awaited) {
        held.add(new Held(message, awaited));
    }

    private void passHeld() throws IOException {
        for (Held next : held) session.send(next.message(), next.awaited());
        held.clear();
    }
}
