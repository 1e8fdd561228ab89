package dev.ashlar.wire;

import java.util.Optional;

/** Leads the place that an error names in what the server was sent back to what the client wrote. */
final class Positions {
    private Positions() {}

    /** Without a place where the text around it was changed. */
    static Message restored(Message response, String sent, String written) {
        Message.Fields fields = response.fields();
        Message.Builder restored = Message.of('E');
        for (char field = fields.letter(); field != 0; field = fields.letter()) {
            String value = fields.string();
            Optional<String> kept = field == 'P' ? place(Integer.parseInt(value), sent, written) : Optional.of(value);
            if (kept.isPresent()) restored.letter(field).string(kept.get());
        }
        return restored.letter('\0').build();
    }

    /** @param at from 1, in characters */
    private static Optional<String> place(int at, String sent, String written) {
        int index = sent.offsetByCodePoints(0, Math.min(at - 1, sent.codePointCount(0, sent.length())));
        if (written.startsWith(sent.substring(0, index))) return Optional.of(Integer.toString(at));
        String rest = sent.substring(index);
        if (!written.endsWith(rest)) return Optional.empty();
        int place = 1 + written.codePointCount(0, written.length() - rest.length());
        return Optional.of(Integer.toString(place));
    }
}
