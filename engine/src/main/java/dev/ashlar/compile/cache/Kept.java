package dev.ashlar.compile.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ashlar.port.ParseCache;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * What was found out about each file, under the digest of all it depends on. Entries that nobody asked for are dropped when
 * it is stored. Safe for several threads.
 */
public final class Kept {
    private final ParseCache cache;
    private final String name;
    private final Map<String, Entry> before;
    private final ConcurrentMap<String, Entry> now = new ConcurrentHashMap<>();

    private volatile boolean changed;

    private static final class Entry {
        private final byte[] digest;
        private final byte[] content;

        Entry(byte[] digest, byte[] content) {
            this.digest = digest;
            this.content = content;
        }
    }

    public Kept(ParseCache cache, String name) {
        this.cache = cache;
        this.name = name;
        this.before = cache.find(name).map(Kept::decode).orElse(Map.of());
    }

    /** @param digest of everything that must be unchanged */
    public Optional<byte[]> find(String path, byte[] digest) {
        Entry entry = before.get(path);
        if (entry == null || !Arrays.equals(entry.digest, digest)) return Optional.empty();
        now.put(path, entry);
        return Optional.of(entry.content);
    }

    public void put(String path, byte[] digest, byte[] content) {
        changed = true;
        now.put(path, new Entry(digest, content));
    }

    /** Takes back what {@link #find} handed out and turned out to be of no use. */
    public void drop(String path) {
        changed = true;
        now.remove(path);
    }

    /** Writes it out, if anything has changed. */
    public void store() {
        if (!changed && now.size() == before.size()) return;
        Encoder out = new Encoder();
        Map<String, Entry> sorted = new TreeMap<>(now);
        out.count(sorted.size());
        sorted.forEach((path, entry) -> out.text(path).bytes(entry.digest).bytes(entry.content));
        cache.store(name, out.done());
    }

    private static Map<String, Entry> decode(byte[] bytes) {
        Map<String, Entry> entries = new HashMap<>();
        try {
            Decoder in = new Decoder(bytes);
            int size = in.count();
            for (int i = 0; i < size; i++) entries.put(in.text(), new Entry(in.bytes(), in.bytes()));
            return in.isAtEnd() ? entries : Map.of();
        } catch (RuntimeException ignored) { // of another form: found out again
            return Map.of();
        }
    }

    /** SHA-256 of the parts, told apart. */
    public static byte[] digest(String... parts) {
        MessageDigest digest = sha256();
        for (String part : parts) {
            byte[] bytes = part.getBytes(UTF_8);
            digest.update(new Encoder().count(bytes.length).done());
            digest.update(bytes);
        }
        return digest.digest();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
