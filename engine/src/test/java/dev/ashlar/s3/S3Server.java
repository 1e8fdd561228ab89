package dev.ashlar.s3;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.Executors;

/**
 * Puts, gets, heads, lists and deletes objects, whole or uploaded in parts; buckets stand in the path. Signatures are not
 * checked, objects have no versions, no owners and no metadata. A list comes in pages of a thousand
 * keys; objects can be refused, archived, and cut off half-way.
 */
public final class S3Server implements AutoCloseable {
    private static S3Server running;

    private final HttpServer http;
    private final Buckets buckets = new Buckets();

    private S3Server(HttpServer http) {
        this.http = http;
    }

    /** One for the whole JVM; it ends with it. */
    public static synchronized S3Server running() {
        if (running == null) running = start();
        return running;
    }

    public static S3Server start() {
        try {
            HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            S3Server server = new S3Server(http);
            http.createContext("/", new S3Requests(server.buckets));
            http.setExecutor(Executors.newCachedThreadPool(
                    work -> Thread.ofPlatform().daemon().name("s3").unstarted(work)));
            http.start();
            return server;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public URI endpoint() {
        return URI.create("http://" + http.getAddress().getAddress().getHostAddress() + ":"
                + http.getAddress().getPort());
    }

    public Buckets buckets() {
        return buckets;
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
