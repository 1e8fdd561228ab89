package dev.ashlar.load;

import dev.ashlar.port.FilePlace;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A place in memory whose files can be cut off, grow or be refused when they are read. */
public final class ScriptedPlace implements FilePlace {
    public static final String ADDRESS = "far://place/";

    private final Map<String, Entry> files = new ConcurrentHashMap<>();
    private final List<LeftOut> leftOut = new ArrayList<>();
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();
    private final AtomicInteger nowhere = new AtomicInteger();
    private boolean closed;

    /** What happens when the file is read: how many times it is cut off first, or why it never comes. */
    private static final class Entry {
        final byte[] bytes;
        final long modified;
        final long told;
        final AtomicInteger cuts = new AtomicInteger();
        Optional<IOException> refused = Optional.empty();

        Entry(byte[] bytes, long modified, long told) {
            this.bytes = bytes;
            this.modified = modified;
            this.told = told;
        }
    }

    public ScriptedPlace file(String name, String text, long modified) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        files.put(name, new Entry(bytes, modified, bytes.length));
        return this;
    }

    /** A file whose listing tells another length than its bytes have. */
    public ScriptedPlace file(String name, String text, long modified, long told) {
        files.put(name, new Entry(text.getBytes(StandardCharsets.UTF_8), modified, told));
        return this;
    }

    public ScriptedPlace cut(String name, int times) {
        files.get(name).cuts.set(times);
        return this;
    }

    public ScriptedPlace refuse(String name, IOException reason) {
        files.get(name).refused = Optional.of(reason);
        return this;
    }

    public ScriptedPlace leaveOut(String name, String reason, String remedy) {
        leftOut.add(new LeftOut(ADDRESS + name, reason, remedy));
        return this;
    }

    /** What was left out can be had from now on. */
    public void mend() {
        leftOut.clear();
        files.values().forEach(entry -> entry.refused = Optional.empty());
    }

    /** How many times nobody will know its host. */
    public ScriptedPlace nowhere(int times) {
        nowhere.set(times);
        return this;
    }

    /** How many times a file was opened. */
    public int opened() {
        return opened.get();
    }

    public boolean closed() {
        return closed;
    }

    /** The next so many lists are none. */
    public ScriptedPlace lost(int times) {
        lost.set(times);
        return this;
    }

    @Override
    public Listing list() throws IOException {
        if (nowhere.getAndUpdate(left -> Math.max(0, left - 1)) > 0) throw new UnknownHostException("far");
        if (lost.getAndUpdate(left -> Math.max(0, left - 1)) > 0) throw new IOException("the line is dead");
        return new Listing(
                files.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(e -> new StoredFile(
                                ADDRESS + e.getKey(),
                                e.getValue().told,
                                e.getValue().modified,
                                Optional.empty(),
                                Optional.empty()))
                        .toList(),
                leftOut);
    }

    @Override
    public InputStream open(StoredFile file) throws IOException {
        opened.incrementAndGet();
        Entry entry = files.get(file.label().substring(ADDRESS.length()));
        if (entry.refused.isPresent()) throw entry.refused.get();
        if (entry.cuts.getAndUpdate(left -> Math.max(0, left - 1)) == 0) return new ByteArrayInputStream(entry.bytes);
        return new ByteArrayInputStream(entry.bytes, 0, entry.bytes.length / 2);
    }

    @Override
    public void close() {
        closed = true;
    }
}
