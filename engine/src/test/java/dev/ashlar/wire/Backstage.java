package dev.ashlar.wire;

import dev.ashlar.wire.Awaited.Kind;
import dev.ashlar.wire.Awaited.Prepared;
import dev.ashlar.wire.Translation.Reading;
import dev.ashlar.wire.Translation.RefusedException;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** What the proxy sends of its own within the client's session: questions, rows for a COPY, a COMMIT. */
final class Backstage implements Translation.Place {
    private static final int CHUNK = 1 << 15;

    private final ProxySession session;
    private final Earlier earlier;
    private int named;

    /** Passes on what the client sent earlier. */
    interface Earlier {
        void pass() throws IOException;
    }

    Backstage(ProxySession session, Earlier earlier) {
        this.session = session;
        this.earlier = earlier;
    }

    Reading read(String sql) {
        try {
            return session.translation.statement(sql, this);
        } catch (RefusedException refused) {
            return new Translation.Refuse(refused.error());
        }
    }

    String words(Reading reading) {
        return switch (reading) {
            case Translation.Send send -> send.sql();
            case Translation.Feed feed -> feed.sql();
            case Translation.SendAndCommit truncate -> truncate.sql();
            case Translation.Refuse refuse -> session.errors().refuse(refuse.error());
        };
    }

    @Override
    public boolean inTransaction() {
        try {
            earlier.pass();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
        return session.answers.inTransaction();
    }

    @Override
    public List<List<String>> ask(String sql) {
        try {
            earlier.pass();
            Awaited question = perform(sql, StatementEffect.READS);
            session.ends.toServer(Message.of('H').build());
            session.ends.flushServer();
            return question.rows.join();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    void commit() throws IOException {
        perform("commit", StatementEffect.ENDS);
    }

    void rollback() throws IOException {
        perform("rollback", StatementEffect.ENDS);
    }

    private Awaited perform(String sql, StatementEffect effect) throws IOException {
        String name = "proxy_" + named++;
        Prepared prepared = new Prepared(sql, new Translation.Send(sql), effect);
        Awaited execute = new Awaited(Kind.EXECUTE, prepared, true).doing(session.log.unlisted(), effect);
        session.send(
                Message.of('P').string(name).string(sql).int16(0).build(), new Awaited(Kind.PARSE, prepared, true));
        session.send(
                Message.of('B')
                        .string(name)
                        .string(name)
                        .int16(0)
                        .int16(0)
                        .int16(0)
                        .build(),
                new Awaited(Kind.BIND, prepared, true));
        session.send(Message.of('E').string(name).int32(0).build(), execute);
        for (char kind : new char[] {'P', 'S'})
            session.send(Message.of('C').letter(kind).string(name).build(), new Awaited(Kind.CLOSE, prepared, true));
        return execute;
    }

    /** Waits until the server takes rows, and brings them; what follows in the client's messages comes after. */
    void feed(Translation.Feed feed, Awaited copy) throws IOException {
        session.ends.toServer(Message.of('H').build());
        session.ends.flushServer();
        if (!copy.wantsRows.join()) return;
        DataOutputStream server = session.ends.rawToServer();
        try (InputStream rows = feed.rows().open()) {
            for (byte[] chunk = rows.readNBytes(CHUNK); chunk.length > 0; chunk = rows.readNBytes(CHUNK))
                new Message('d', chunk).write(server);
            Message.of('c').build().write(server);
        } catch (RefusedException refused) {
            Message.of('f')
                    .string(session.errors().refuse(refused.error()))
                    .build()
                    .write(server);
        }
        server.flush();
    }
}
