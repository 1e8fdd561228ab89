package dev.ashlar.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * Stands between clients and a Postgres server on a port of its own: keeps what was sent and what became of it, counts
 * commits, and does what a test plans to a statement. A statement is counted where it is performed, once each time;
 * one without words is not counted.
 *
 * <p>A commit is the COMMIT of a transaction that wrote, or a writing statement outside of one (a group of them that the
 * client sent as one is one commit). Everything but queries and the session's own statements counts as writing, temporary
 * tables too.
 */
public final class CuttingProxy implements AutoCloseable {
    private final ServerSocket listening;
    private final Supplier<Socket> server;
    private final Supplier<Translation> translations;
    private final Optional<SSLContext> certificate;
    private final StatementLog log = new StatementLog();
    private final Set<ProxySession> sessions = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();

    private CuttingProxy(
            ServerSocket listening,
            Supplier<Socket> server,
            Supplier<Translation> translations,
            Optional<SSLContext> certificate) {
        this.listening = listening;
        this.server = server;
        this.translations = translations;
        this.certificate = certificate;
    }

    /** Before a Postgres that is left as it is. */
    public static CuttingProxy before(String host, int port) {
        return before(host, port, () -> Translation.NONE);
    }

    public static CuttingProxy before(String host, int port, Supplier<Translation> translations) {
        return before(host, port, translations, Optional.empty());
    }

    /** @param certificate by which clients that ask for it are served in TLS; the server is spoken to in the clear */
    public static CuttingProxy before(
            String host, int port, Supplier<Translation> translations, Optional<SSLContext> certificate) {
        try {
            CuttingProxy proxy = new CuttingProxy(
                    new ServerSocket(0, 50, InetAddress.getLoopbackAddress()),
                    () -> connect(host, port),
                    translations,
                    certificate);
            Thread.ofPlatform().daemon().name("proxy").start(proxy::listen);
            return proxy;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public String host() {
        return listening.getInetAddress().getHostAddress();
    }

    public int port() {
        return listening.getLocalPort();
    }

    /** All statements since the last reset, in the order in which they were to be performed. */
    public List<SeenStatement> statements() {
        return log.statements();
    }

    public int commits() {
        return log.commits();
    }

    /** Those of one connection. */
    public int commits(int session) {
        return log.commits(session);
    }

    /** How many connections have come, those that only cancel included. */
    public int connections() {
        return connections.get();
    }

    /** Forgets statements, commits, planned faults and the watcher; what is under way is not counted afterwards. */
    public void reset() {
        log.reset();
    }

    /** The fault meets the n-th statement since the last reset, from 1. */
    public void at(int number, Fault fault) {
        log.plan(seen -> seen.number() == number, fault);
    }

    /** The fault meets the next statement that is so. */
    public void when(Predicate<SeenStatement> statement, Fault fault) {
        log.plan(statement, fault);
    }

    /** The fault meets the next statement that begins with these words, in any case. */
    public void whenBegins(String words, Fault fault) {
        String wanted = words.toLowerCase(Locale.ROOT);
        when(seen -> seen.text().strip().toLowerCase(Locale.ROOT).startsWith(wanted), fault);
    }

    /** Told of each statement before the server has it, until the next reset; the statement waits as long. */
    public void watch(Consumer<SeenStatement> watcher) {
        log.watch(watcher);
    }

    /** How many planned faults have met no statement yet. */
    public int pendingFaults() {
        return log.pendingFaults();
    }

    /** Cuts every connection that is open now. */
    public void cutAll() {
        sessions.forEach(session -> session.ends.close());
    }

    private void listen() {
        while (true) {
            try {
                Socket client = listening.accept();
                int number = connections.incrementAndGet();
                Thread.ofPlatform().daemon().name("proxy-" + number).start(() -> serve(client, number));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client, int number) {
        try (client;
                Socket behind = server.get()) {
            ProxySession session = new ProxySession(client, behind, translations.get(), certificate, log, number);
            sessions.add(session);
            try {
                session.run();
            } finally {
                sessions.remove(session);
            }
        } catch (IOException | UncheckedIOException ended) {
            // one end is gone; closing both is all there is to do
        }
    }

    private static Socket connect(String host, int port) {
        try {
            return new Socket(host, port);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException ignored) {
            // nobody can come any more either way
        }
        cutAll();
    }
}
