package dev.ashlar.wire;

import dev.ashlar.wire.Awaited.Prepared;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Refuses a statement by sending the server one that it cannot parse, so that the server's own transaction is aborted and
 * the rest of the message group is passed over; the answer is exchanged on its way back.
 */
final class Errors {
    private static final Pattern MARK = Pattern.compile("proxy_refuses_(\\d+)");
    private static final AtomicInteger NEXT = new AtomicInteger();

    private final Map<Integer, ServerError> refusals = new ConcurrentHashMap<>();
    private final Translation translation;

    Errors(Translation translation) {
        this.translation = translation;
    }

    /** The text to send in place of what is refused. */
    String refuse(ServerError error) {
        int mark = NEXT.incrementAndGet();
        refusals.put(mark, error);
        return "proxy_refuses_" + mark;
    }

    ServerError seen(Message response) {
        ServerError error = ServerError.of(response);
        Matcher mark = MARK.matcher(error.message());
        ServerError refusal = mark.find() ? refusals.get(Integer.valueOf(mark.group(1))) : null;
        return refusal != null ? refusal : translation.error(error);
    }

    /**
     * The response itself where nothing was exchanged, with its position and severity.
     *
     * @param failed the statement that it answers, where that is known
     */
    Message edited(Message response, ServerError seen, Optional<Prepared> failed) {
        if (!ServerError.of(response).equals(seen)) return seen.response();
        if (failed.isEmpty() || !(failed.get().reading() instanceof Translation.Send sent)) return response;
        return Positions.restored(response, sent.sql(), failed.get().text());
    }
}
