package dev.ashlar.wire;

import dev.ashlar.wire.SeenStatement.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** One connection: a thread reads the client, another the server. */
final class ProxySession {
    final Ends ends;
    final Translation translation;
    final StatementLog log;
    final Answers answers;
    final int number;
    private final Errors errors;
    private final Optional<SSLContext> certificate;
    /** Set when the next end of a message group is the last thing that happens here. */
    private volatile StatementLog.Entry cutAfter;

    private volatile String applicationName = "";

    ProxySession(
            Socket client,
            Socket server,
            Translation translation,
            Optional<SSLContext> certificate,
            StatementLog log,
            int number)
            throws IOException {
        this.certificate = certificate;
        ends = new Ends(client, server);
        this.translation = translation;
        this.log = log;
        this.number = number;
        answers = new Answers(this::record, () -> log.committed(number));
        errors = new Errors(translation);
    }

    StatementLog.Entry record(String text) {
        return log.add(number, applicationName, text);
    }

    Errors errors() {
        return errors;
    }

    /** Runs until either end closes. */
    void run() throws IOException {
        Optional<String> application = new StartUp(ends, translation, certificate).pass();
        if (application.isEmpty()) return;
        applicationName = application.get();
        Thread back = Thread.ofPlatform().daemon().name("proxy-back-" + number).start(this::readServer);
        try {
            new ClientReader(this).run();
        } finally {
            ends.close();
            back.interrupt();
        }
    }

    private void readServer() {
        boolean greeted = false;
        try {
            while (true) {
                Message message = Message.read(ends.fromServer());
                if (message.type() == 'Z' && !greeted) {
                    greeted = true;
                    for (Message greeting : translation.greetings()) ends.toClient(greeting);
                }
                pass(message);
            }
        } catch (IOException | RuntimeException ended) {
            answers.abandonAll();
            ends.close();
        }
    }

    private void pass(Message message) throws IOException {
        Optional<ServerError> error = message.type() == 'E' ? Optional.of(errors.seen(message)) : Optional.empty();
        boolean shown = answers.concernsClient(message, error);
        StatementLog.Entry cut = cutAfter;
        if (cut != null) {
            // a client that is to send rows waits for this one
            if (message.type() == 'G' && shown) {
                ends.toClient(message);
                ends.flushClientIfIdle(true);
            }
            if (message.type() != 'Z') return;
            cut.cut(Outcome.CUT_AFTER);
            ends.close();
            throw new IOException("Cut by the test");
        }
        if (!shown) return;
        Optional<Message> edited = error.isPresent()
                ? Optional.of(errors.edited(message, error.get(), answers.failed()))
                : translation.fromServer(message);
        if (edited.isPresent()) ends.toClient(edited.get());
        ends.flushClientIfIdle(message.type() == 'Z');
    }

    /** Does what a test asked for at this statement; answers the error to send instead of it, if there is one. */
    Optional<ServerError> fault(StatementLog.Entry entry) throws IOException {
        log.tellWatcher(entry);
        Optional<Fault> fault = log.faultAt(entry);
        if (fault.isEmpty()) return Optional.empty();
        switch (fault.get()) {
            case Fault.CutBefore cut -> {
                entry.cut(Outcome.CUT_BEFORE);
                ends.close();
                throw new IOException("Cut by the test: " + cut);
            }
            case Fault.CutAfter cut -> cutAfter = entry;
            case Fault.Hold hold -> hold.pass();
            case Fault.Fail fail -> {
                return Optional.of(fail.error());
            }
        }
        return Optional.empty();
    }

    void send(Message message, Awaited awaited) throws IOException {
        answers.expect(awaited);
        ends.toServer(message);
    }

    static boolean isGone(Exception failure) {
        return failure instanceof IOException || failure instanceof UncheckedIOException;
    }
}
