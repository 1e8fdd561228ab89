package dev.ashlar.wiring;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Facts about this build of the engine. */
public final class Engine {
    /** From the parent pom, for example {@code 0.1.0}. */
    public static final String VERSION = version();

    private Engine() {}

    private static String version() {
        try (InputStream in = Engine.class.getResourceAsStream("/dev/ashlar/engine.properties")) {
            if (in == null) throw new IllegalStateException("engine.properties lacks in this build");
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
