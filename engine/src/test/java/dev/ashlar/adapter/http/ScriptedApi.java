package dev.ashlar.adapter.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** Answers what it was told to, by path and query; the last answer of an address stays. It remembers what it was asked. */
public final class ScriptedApi implements AutoCloseable {
    private final HttpServer http;
    private final Map<String, Deque<Answer>> answers = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<Map<String, List<String>>> headers = new CopyOnWriteArrayList<>();

    /** @param sent so many bytes of the body are sent, and then the connection is closed; all if negative. Answers are never compared. */
    private record Answer(
            int status,
            Map<String, String> headers,
            @SuppressWarnings("ArrayRecordComponent") byte[] body,
            int sent) {}

    public ScriptedApi() {
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        http.createContext("/", this::handle);
        http.setExecutor(Executors.newCachedThreadPool(
                work -> Thread.ofPlatform().daemon().name("api").unstarted(work)));
        http.start();
    }

    public String address() {
        return "http://" + http.getAddress().getAddress().getHostAddress() + ":"
                + http.getAddress().getPort();
    }

    public ScriptedApi answer(String pathAndQuery, String body) {
        return answer(pathAndQuery, 200, Map.of(), body);
    }

    public ScriptedApi answer(String pathAndQuery, int status, Map<String, String> more, String body) {
        return answer(pathAndQuery, status, more, body.getBytes(StandardCharsets.UTF_8), -1);
    }

    public ScriptedApi answer(String pathAndQuery, int status, Map<String, String> more, byte[] body, int sent) {
        Deque<Answer> queue = answers.computeIfAbsent(pathAndQuery, unused -> new ArrayDeque<>());
        synchronized (queue) {
            queue.add(new Answer(status, more, body, sent));
        }
        return this;
    }

    public void forget() {
        answers.clear();
        asked.clear();
    }

    /** Paths and queries in the order of asking. */
    public List<String> asked() {
        return asked;
    }

    public List<Map<String, List<String>>> headers() {
        return headers;
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString();
        asked.add(path);
        headers.add(Map.copyOf(exchange.getRequestHeaders()));
        Deque<Answer> queue = answers.get(path);
        Answer answer = new Answer(404, Map.of(), new byte[0], -1);
        if (queue != null) {
            synchronized (queue) {
                answer = queue.size() > 1 ? queue.poll() : queue.peek();
            }
        }
        try (exchange) {
            answer.headers().forEach(exchange.getResponseHeaders()::add);
            byte[] body = answer.body();
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body, 0, answer.sent() < 0 ? body.length : answer.sent());
            exchange.getResponseBody().flush();
            if (answer.headers().containsKey("X-Stall")) Thread.sleep(20_000);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
