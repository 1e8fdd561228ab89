package dev.ashlar.wire;

import dev.ashlar.wire.Awaited.Kind;
import dev.ashlar.wire.Awaited.Prepared;
import dev.ashlar.wire.Translation.Reading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One message that holds statements as text, several if semicolons part them. */
final class SimpleQuery {
    private final ProxySession session;
    private final Backstage backstage;

    SimpleQuery(ProxySession session, Backstage backstage) {
        this.session = session;
        this.backstage = backstage;
    }

    void pass(Message message) throws IOException {
        String all = message.fields().string();
        List<String> texts = session.translation.scan(all).split();
        List<Reading> readings = new ArrayList<>();
        for (String text : texts) readings.add(refusingWhatWantsMore(backstage.read(text)));
        Awaited query = new Awaited(
                Kind.QUERY,
                new Prepared(
                        all, new Translation.Send(all), StatementEffect.of(session.translation.scan(texts.get(0)))),
                false);
        for (int i = 0; i < texts.size(); i++) {
            StatementEffect effect = StatementEffect.of(session.translation.scan(texts.get(i)));
            if (effect == StatementEffect.NOTHING) continue;
            StatementLog.Entry entry = session.record(texts.get(i));
            query.doing(entry, effect);
            Optional<ServerError> error = session.fault(entry);
            if (error.isPresent()) readings.set(i, new Translation.Refuse(error.get()));
        }
        List<String> words = readings.stream().map(backstage::words).toList();
        session.send(Message.of('Q').string(String.join(";", words)).build(), query);
    }

    /** The Redshift driver sends statements by the extended protocol; only there can the proxy add something. */
    private static Reading refusingWhatWantsMore(Reading reading) {
        return switch (reading) {
            case Translation.Feed feed -> refusal();
            case Translation.SendAndCommit truncate -> refusal();
            case Translation.Send send -> send;
            case Translation.Refuse refuse -> refuse;
        };
    }

    private static Reading refusal() {
        return new Translation.Refuse(
                ServerError.of("0A000", "The proxy performs this statement in the extended protocol only"));
    }
}
