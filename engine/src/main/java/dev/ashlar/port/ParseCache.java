package dev.ashlar.port;

import java.util.Optional;

/**
 * Keeps what took long to find out and can be found out again. Whatever is wrong with what was kept, it is as if nothing
 * had been kept; several processes may use it at once.
 */
public interface ParseCache {
    /** Exactly what was stored under the name by this version of the engine; else empty. */
    Optional<byte[]> find(String name);

    void store(String name, byte[] content);

    /** Keeps nothing. */
    ParseCache NONE = new ParseCache() {
        @Override
        public Optional<byte[]> find(String name) {
            return Optional.empty();
        }

        @Override
        public void store(String name, byte[] content) {}
    };
}
