package dev.ashlar.adapter.http;

import dev.ashlar.diagnostic.Counted;
import dev.ashlar.port.PlaceException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.zip.GZIPInputStream;

/**
 * Asks one server, again where that helps. It is told secrets, so it follows nobody to another server: neither redirections
 * nor addresses of next pages.
 */
final class Requests implements AutoCloseable {
    private static final int TRIES = 6;

    /** Of a host that nobody knows: name services blink, but names that are wrong stay so. */
    private static final int TRIES_UNKNOWN = 3;

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final int REDIRECTIONS = 5;
    private static final Duration CONNECT = Duration.ofSeconds(30);
    private static final Duration ANSWER = Duration.ofMinutes(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private final URI server;
    private final Map<String, String> headers;
    private final Duration patience;
    private final Pauses pauses;
    private final InstantSource clock;
    private final HttpClient client = HttpClient.newBuilder()
            .followRedirects(Redirect.NEVER)
            .connectTimeout(CONNECT)
            .build();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            work -> Thread.ofPlatform().daemon().name("http-watch").unstarted(work));

    /** @param patience how long nothing may come within an answer */
    Requests(URI server, Map<String, String> headers, Duration patience, Pauses pauses, InstantSource clock) {
        this.server = server;
        this.headers = Map.copyOf(headers);
        this.patience = patience;
        this.pauses = pauses;
        this.clock = clock;
    }

    /** Makes something of an answer; called anew for each try. */
    interface Reading<T> {
        T read(HttpResponse<InputStream> answer, InputStream body) throws IOException;
    }

    /** @throws PlaceException when the server refuses, or no try was lucky */
    <T> T get(URI address, Reading<T> reading) throws PlaceException {
        Duration pause = FIRST_PAUSE;
        for (int attempt = 1; ; attempt++) {
            String trouble;
            Optional<Duration> asked = Optional.empty();
            IOException cause = null;
            try {
                HttpResponse<InputStream> answer = answer(address);
                try (InputStream body = body(answer)) {
                    int status = answer.statusCode();
                    if (status == 200 || status == 204) return reading.read(answer, body);
                    if (!isPassing(status)) throw refusal(status);
                    trouble = "it answers " + status;
                    asked = retryAfter(answer);
                }
            } catch (PlaceException refused) {
                throw refused;
            } catch (IOException unlucky) {
                if (isUnknownHost(unlucky)) {
                    if (attempt >= TRIES_UNKNOWN) throw unknownHost(unlucky);
                    pause = FIRST_PAUSE;
                }
                trouble = clause(unlucky);
                cause = unlucky;
            }
            if (asked.filter(wait -> wait.compareTo(LONGEST_PAUSE) > 0).isPresent()) {
                throw new PlaceException(
                        trouble + " and asks to wait " + Counted.of(asked.get().toSeconds(), "second"),
                        "Load again then.");
            }
            if (attempt == TRIES) {
                throw new PlaceException(
                        trouble + ", in the last of " + TRIES + " tries",
                        "Load again once the server is well; nothing of it is lost.",
                        cause);
            }
            pause(asked.orElse(pause));
            pause = pause.multipliedBy(2);
        }
    }

    private HttpResponse<InputStream> answer(URI address) throws IOException {
        URI asked = address;
        for (int redirections = 0; redirections <= REDIRECTIONS; redirections++) {
            demandSameServer(asked);
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(asked).timeout(ANSWER).header("Accept-Encoding", "gzip");
            headers.forEach(request::setHeader);
            HttpResponse<InputStream> answer = sent(request.build());
            Optional<String> elsewhere =
                    answer.statusCode() / 100 == 3 ? answer.headers().firstValue("Location") : Optional.empty();
            if (elsewhere.isEmpty()) return answer;
            answer.body().close();
            asked = resolved(asked, elsewhere.get());
        }
        throw new PlaceException("it redirects more than " + REDIRECTIONS + " times", "Correct the location.");
    }

    private static URI resolved(URI asked, String address) throws PlaceException {
        try {
            return asked.resolve(address);
        } catch (IllegalArgumentException bad) {
            throw new PlaceException("it redirects to an address that is none", "Correct the location.", bad);
        }
    }

    private HttpResponse<InputStream> sent(HttpRequest request) throws IOException {
        try {
            return client.send(request, BodyHandlers.ofInputStream());
        } catch (InterruptedException interrupted) {
            throw interruption();
        }
    }

    private InputStream body(HttpResponse<InputStream> answer) throws IOException {
        InputStream watched = new WatchedBody(answer.body(), patience, timer);
        boolean packed = answer.headers()
                .firstValue("Content-Encoding")
                .filter("gzip"::equalsIgnoreCase)
                .isPresent();
        return packed && answer.statusCode() == 200 ? new GZIPInputStream(watched) : watched;
    }

    private void demandSameServer(URI address) throws PlaceException {
        boolean same = server.getScheme().equalsIgnoreCase(address.getScheme())
                && server.getHost().equalsIgnoreCase(address.getHost())
                && server.getPort() == address.getPort();
        if (same) return;
        throw new PlaceException(
                "it leads to another server, " + address.getScheme() + "://" + address.getHost(),
                "Name that one in the location if it is right; what is meant for one server is told to no other.");
    }

    private static boolean isPassing(int status) {
        return status == 408 || status == 425 || status == 429 || (status >= 500 && status != 501 && status != 505);
    }

    private static PlaceException refusal(int status) {
        return switch (status) {
            case 401, 403 ->
                new PlaceException(
                        "the server refuses it (" + status + ")",
                        "Correct 'bearer' or 'headers' of the server below 'places' in profiles.yml.");
            case 404, 410 ->
                new PlaceException("the server has nothing there (" + status + ")", "Correct the location.");
            default -> new PlaceException("the server answers " + status, "Look at what the address answers.");
        };
    }

    /** Seconds or a date: https://www.rfc-editor.org/rfc/rfc9110#field.retry-after */
    private Optional<Duration> retryAfter(HttpResponse<?> answer) {
        return answer.headers().firstValue("Retry-After").flatMap(text -> {
            if (text.strip().matches("\\d{1,9}")) return Optional.of(Duration.ofSeconds(Long.parseLong(text.strip())));
            try {
                Duration until = Duration.between(
                        clock.instant(),
                        ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                                .toInstant());
                return Optional.of(until.isNegative() ? Duration.ZERO : until);
            } catch (DateTimeException neither) {
                return Optional.empty();
            }
        });
    }

    private void pause(Duration length) throws PlaceException {
        try {
            pauses.pause(length);
        } catch (InterruptedException interrupted) {
            throw interruption();
        }
    }

    private static PlaceException interruption() {
        Thread.currentThread().interrupt();
        return new PlaceException("the load was interrupted", "");
    }

    private static boolean isUnknownHost(IOException failure) {
        return failure instanceof ConnectException
                && failure.getCause() instanceof ConnectException cause
                && cause.getCause() instanceof UnresolvedAddressException;
    }

    private PlaceException unknownHost(IOException failure) {
        return new PlaceException(
                "there is no host '" + server.getHost() + "'",
                "Correct the location, or mend the name service of this machine.",
                failure);
    }

    private static String clause(IOException failure) {
        if (failure instanceof ConnectException) return "its server takes no connection";
        String message = failure.getMessage();
        if ("closed".equals(message)) return "the connection was closed in the middle of the answer";
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
    }

    @Override
    public void close() {
        timer.shutdownNow();
        client.shutdownNow();
    }
}
