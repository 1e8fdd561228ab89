package dev.ashlar.wire;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What one connection makes of the messages that pass between its client and Postgres. */
public interface Translation {
    /** What is sent to Postgres in place of a statement. */
    sealed interface Reading {}

    record Send(String sql) implements Reading {}

    /** The server's transaction is aborted as by any failed statement. */
    record Refuse(ServerError error) implements Reading {}

    /** A {@code COPY … FROM STDIN} whose rows the proxy brings. */
    record Feed(String sql, Rows rows) implements Reading {}

    /** A statement that also ends its transaction. */
    record SendAndCommit(String sql) implements Reading {}

    /** Opened when the server is ready for the rows; an error here fails the statement. */
    interface Rows {
        InputStream open() throws IOException;
    }

    /** What a translation may ask while it reads a statement. */
    interface Place {
        /** Whether the client has opened a transaction by a statement of its own. */
        boolean inTransaction();

        /** Reads through the client's own connection and transaction; empty if an earlier statement of the same group failed. */
        List<List<String>> ask(String sql);
    }

    /** Thrown by a translation: the statement is refused. */
    final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient ServerError error;

        public RefusedException(ServerError error) {
            super(error.message());
            this.error = error;
        }

        public ServerError error() {
            return error;
        }
    }

    /** The start-up parameters that Postgres is to see. */
    Map<String, String> startup(Map<String, String> parameters);

    /** The tokens of what the client wrote. */
    default SqlText scan(String sql) {
        return SqlText.of(sql);
    }

    Reading statement(String sql, Place place);

    int parameterType(int oid);

    /** A message as the client is to see it; empty: not at all. */
    Optional<Message> fromServer(Message message);

    ServerError error(ServerError error);

    /** Sent once, before the first ReadyForQuery. */
    List<Message> greetings();

    /** Everything passes as it is. */
    Translation NONE = new Translation() {
        @Override
        public Map<String, String> startup(Map<String, String> parameters) {
            return parameters;
        }

        @Override
        public Reading statement(String sql, Place place) {
            return new Send(sql);
        }

        @Override
        public int parameterType(int oid) {
            return oid;
        }

        @Override
        public Optional<Message> fromServer(Message message) {
            return Optional.of(message);
        }

        @Override
        public ServerError error(ServerError error) {
            return error;
        }

        @Override
        public List<Message> greetings() {
            return List.of();
        }
    };
}
