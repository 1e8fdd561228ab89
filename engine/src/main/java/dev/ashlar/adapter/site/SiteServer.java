package dev.ashlar.adapter.site;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Serves a site to browsers of this machine. */
public final class SiteServer implements AutoCloseable {
    private static final int FORBIDDEN = 403;

    private final HttpServer server;

    private SiteServer(HttpServer server) {
        this.server = server;
    }

    /**
     * @param port 0 for any that is free
     * @throws DiagnosticException when no site stands there, or the port is taken
     */
    public static SiteServer start(Path folder, int port) {
        Path site = folder.toAbsolutePath().normalize();
        if (!Files.isRegularFile(site.resolve("index.html"))) {
            throw new DiagnosticException(Diagnostic.error(
                    "Cannot serve the docs: none stand in " + site + ".", "Make them: ashlar docs generate."));
        }
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            server.createContext("/", SimpleFileServer.createFileHandler(site))
                    .getFilters()
                    .add(localNames());
            server.start();
            return new SiteServer(server);
        } catch (BindException taken) {
            throw new DiagnosticException(
                    Diagnostic.error(
                            "Cannot serve the docs on port " + port + ": " + taken.getMessage() + ".",
                            "Choose another with --port, or --port 0 for any that is free."),
                    taken);
        } catch (IOException e) {
            throw new DiagnosticException(
                    Diagnostic.error("Cannot serve the docs on port " + port + ": " + e.getMessage() + ".", ""), e);
        }
    }

    /** A page from elsewhere may have its own name lead to this machine, and would then be let read the docs. */
    private static Filter localNames() {
        return new Filter() {
            @Override
            public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
                String host = String.valueOf(exchange.getRequestHeaders().getFirst("Host"))
                        .toLowerCase(Locale.ROOT)
                        .replaceFirst(":\\d+$", "");
                if (host.equals("localhost") || host.equals("127.0.0.1") || host.equals("[::1]")) {
                    chain.doFilter(exchange);
                } else {
                    exchange.sendResponseHeaders(FORBIDDEN, -1);
                    exchange.close();
                }
            }

            @Override
            public String description() {
                return "only for browsers of this machine";
            }
        };
    }

    public String address() {
        return "http://localhost:" + server.getAddress().getPort() + "/";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
