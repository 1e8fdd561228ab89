package dev.ashlar.wire;

import java.util.Optional;

/**
 * A statement that a client sent.
 *
 * @param number its place among all statements since the last reset, from 1
 * @param session the number of its connection, from 1
 * @param text as the client wrote it
 * @param error what the server, or a fault, answered
 */
public record SeenStatement(
        int number, int session, String applicationName, String text, Outcome outcome, Optional<ServerError> error) {
    public enum Outcome {
        /** On its way, or left behind by an earlier failure in the same message group. */
        UNANSWERED,
        DONE,
        FAILED,
        /** The connection was cut before the server had it. */
        CUT_BEFORE,
        /** The server did it, the client has no answer. */
        CUT_AFTER
    }
}
