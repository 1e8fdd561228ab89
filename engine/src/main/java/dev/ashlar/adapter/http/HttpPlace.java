package dev.ashlar.adapter.http;

import dev.ashlar.port.FilePlace;
import dev.ashlar.port.PlaceException;
import dev.ashlar.port.PlaceSettings;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.net.http.HttpRequest;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an address answers, page after page. The records become a file of the landing folder before anything else happens to
 * them; the files of that folder are then loaded like any other, those of earlier fetches included.
 */
public final class HttpPlace implements FilePlace {
    private static final Set<String> KEYS = Set.of("bearer", "headers");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int MOST_PAGES = 100_000;

    private final URI location;
    private final String recordsPath;
    private final Pages pages;
    private final Requests requests;
    private final Landing landing;
    private final FilePlace landed;

    private HttpPlace(
            URI location, String recordsPath, Pages pages, Requests requests, Landing landing, FilePlace landed) {
        this.location = location;
        this.recordsPath = recordsPath;
        this.pages = pages;
        this.requests = requests;
        this.landing = landing;
        this.landed = landed;
    }

    /**
     * @param keys those below {@code external:}: {@code records}, {@code headers}, {@code pages}
     * @param folder where the answers land
     * @param landed the files of that folder
     * @param invocation for the names of the files
     * @throws PlaceException for a location that cannot be asked, and settings that are wrong
     */
    public static HttpPlace of(
            String location,
            Map<String, Object> keys,
            PlaceSettings settings,
            Path folder,
            FilePlace landed,
            String invocation)
            throws PlaceException {
        return of(location, keys, settings, folder, landed, invocation, PATIENCE, Pauses.SLEEP, InstantSource.system());
    }

    static HttpPlace of(
            String location,
            Map<String, Object> keys,
            PlaceSettings settings,
            Path folder,
            FilePlace landed,
            String invocation,
            Duration patience,
            Pauses pauses,
            InstantSource clock)
            throws PlaceException {
        URI address = address(location);
        Map<String, String> secret = secrets(settings.knowing(KEYS));
        if (!secret.isEmpty() && address.getScheme().equalsIgnoreCase("http") && !isThisMachine(address)) {
            throw new PlaceException(
                    "what profiles.yml says of '" + settings.name() + "' would be readable on its way",
                    "Write https://.");
        }
        Map<String, String> headers = new LinkedHashMap<>(Map.of("Accept", "application/json"));
        if (keys.get("headers") instanceof Map<?, ?> plain) {
            plain.forEach((name, value) -> headers.put(String.valueOf(name), String.valueOf(value)));
        }
        headers.putAll(secret);
        demandHeaders(headers);
        return new HttpPlace(
                address,
                String.valueOf(keys.getOrDefault("records", "")),
                Pages.of(keys.get("pages") instanceof Map<?, ?> said ? said : Map.of()),
                new Requests(address, headers, patience, pauses, clock),
                new Landing(folder, invocation, clock),
                landed);
    }

    private static URI address(String location) throws PlaceException {
        try {
            URI address = new URI(location);
            if (address.getHost() != null && address.getRawUserInfo() == null && address.getRawFragment() == null) {
                return address;
            }
        } catch (URISyntaxException bad) {
            // told below, without what may be secret in it
        }
        throw new PlaceException(
                "its location is no address that can be asked",
                "Write https://host/path?name=value, with signs such as blanks as %20, and no user in it.");
    }

    private static Map<String, String> secrets(PlaceSettings settings) throws PlaceException {
        Map<String, String> headers = new LinkedHashMap<>(settings.texts("headers"));
        settings.text("bearer").ifPresent(token -> headers.put("Authorization", "Bearer " + token));
        return headers;
    }

    private static void demandHeaders(Map<String, String> headers) throws PlaceException {
        for (Map.Entry<String, String> header : headers.entrySet()) {
            try {
                HttpRequest.newBuilder().setHeader(header.getKey(), header.getValue());
            } catch (IllegalArgumentException bad) {
                throw new PlaceException(
                        "the header '" + header.getKey() + "' cannot be sent",
                        "Take it out, or correct its name or its value.",
                        bad);
            }
        }
    }

    private static boolean isThisMachine(URI address) {
        try {
            return InetAddress.getByName(address.getHost()).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }

    /** The landed files, one more than before if the address had something new. */
    @Override
    public Listing list() throws IOException {
        List<LeftOut> leftOut = new ArrayList<>();
        try {
            fetch();
        } catch (PlaceException failure) {
            leftOut.add(new LeftOut(label(), failure.getMessage(), failure.remedy()));
        }
        Listing files = landed.list();
        leftOut.addAll(files.leftOut());
        return new Listing(files.files(), leftOut);
    }

    /** Without the query, in which something secret might stand. */
    private String label() {
        return location.toString().replaceFirst("[?#].*", "");
    }

    private record Page(long records, String digest, Optional<URI> next) {}

    private void fetch() throws IOException {
        try (Landing.Draft draft = landing.begin()) {
            Set<URI> asked = new HashSet<>();
            Optional<URI> next = Optional.of(pages.first(location));
            String last = "";
            for (int number = 1; next.isPresent(); number++) {
                if (!asked.add(next.get())) throw endless(number, "it has the address of a page before");
                if (number > MOST_PAGES) throw endless(number, "there are more than " + MOST_PAGES);
                Page page = page(next.get(), number, draft.channel());
                if (page.records() > 0 && page.digest().equals(last)) {
                    throw endless(number, "it has the records of the page before");
                }
                last = page.digest();
                next = page.next();
            }
            draft.keep();
        }
    }

    private static PlaceException endless(int number, String reason) {
        return new PlaceException(
                "page " + number + " is not fetched on: " + reason,
                "Correct 'pages', or look at what the address answers.");
    }

    private Page page(URI address, int number, FileChannel draft) throws IOException {
        long start = draft.position();
        try {
            return requests.get(address, (answer, body) -> {
                draft.truncate(start);
                draft.position(start);
                if (answer.statusCode() == 204) return new Page(0, "", Optional.empty());
                MessageDigest digest = sha256();
                OutputStream out = new BufferedOutputStream(
                        new DigestOutputStream(Channels.newOutputStream(draft), digest), 1 << 16);
                JsonPage page = JsonPage.read(body, recordsPath, pages.path(), out);
                out.flush();
                List<String> links = answer.headers().allValues("Link");
                return new Page(
                        page.records(),
                        HexFormat.of().formatHex(digest.digest()),
                        pages.next(address, number, links, page.told(), page.records()));
            });
        } catch (PlaceException failure) {
            if (number == 1) throw failure;
            throw new PlaceException("on page " + number + " " + failure.getMessage(), failure.remedy(), failure);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    @Override
    public InputStream open(StoredFile file) throws IOException {
        return landed.open(file);
    }

    @Override
    public void close() {
        requests.close();
        landed.close();
    }
}
