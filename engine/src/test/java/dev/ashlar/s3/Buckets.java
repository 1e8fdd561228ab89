package dev.ashlar.s3;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The objects, by bucket and key. */
public final class Buckets {
    private final Map<String, SortedMap<String, byte[]>> buckets = new ConcurrentHashMap<>();
    private final Set<String> closed = ConcurrentHashMap.newKeySet();
    private final Map<String, Long> modified = new ConcurrentHashMap<>();
    private final Set<String> denied = ConcurrentHashMap.newKeySet();
    private final Set<String> archived = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> cuts = new ConcurrentHashMap<>();
    private final Set<String> stalled = ConcurrentHashMap.newKeySet();
    private final List<String> gets = new CopyOnWriteArrayList<>();
    private final Map<String, SortedMap<Integer, byte[]>> uploads = new ConcurrentHashMap<>();

    public void create(String bucket) {
        buckets.putIfAbsent(bucket, new ConcurrentSkipListMap<>());
    }

    /** From now on everybody is refused there. */
    public void close(String bucket) {
        closed.add(bucket);
    }

    public boolean isClosed(String bucket) {
        return closed.contains(bucket);
    }

    public boolean exists(String bucket) {
        return buckets.containsKey(bucket);
    }

    public void put(String bucket, String key, byte[] bytes) {
        in(bucket).put(key, bytes.clone());
        modified.put(bucket + "/" + key, System.currentTimeMillis() / 1000 * 1000);
    }

    /** Nobody may read the object any more; it is still listed. */
    public void deny(String bucket, String key) {
        denied.add(bucket + "/" + key);
    }

    /** It may be read again. */
    public void allow(String bucket, String key) {
        denied.remove(bucket + "/" + key);
    }

    /** The object lies where reading takes hours. */
    public void archive(String bucket, String key) {
        archived.add(bucket + "/" + key);
    }

    /** The object's second half never comes. */
    public void stall(String bucket, String key) {
        stalled.add(bucket + "/" + key);
    }

    boolean isStalled(String path) {
        return stalled.contains(path);
    }

    /** So many readings of the object end half-way. */
    public void cut(String bucket, String key, int times) {
        cuts.put(bucket + "/" + key, times);
    }

    boolean isDenied(String bucket, String key) {
        return denied.contains(bucket + "/" + key);
    }

    boolean isArchived(String bucket, String key) {
        return archived.contains(bucket + "/" + key);
    }

    boolean isCut(String bucket, String key) {
        Integer left = cuts.computeIfPresent(bucket + "/" + key, (name, times) -> times - 1);
        return left != null && left >= 0;
    }

    void got(String bucket, String key) {
        gets.add(bucket + "/" + key);
    }

    /** {@code bucket/key} of every object that was asked for, in the order of asking. */
    public List<String> gets() {
        return gets;
    }

    Instant modified(String bucket, String key) {
        return Instant.ofEpochMilli(modified.getOrDefault(bucket + "/" + key, 0L));
    }

    public Optional<byte[]> find(String bucket, String key) {
        return Optional.ofNullable(in(bucket).get(key));
    }

    public void delete(String bucket, String key) {
        in(bucket).remove(key);
    }

    /** In the order of their names' code points. */
    public List<String> keys(String bucket, String prefix) {
        return in(bucket).keySet().stream()
                .filter(key -> key.startsWith(prefix))
                .toList();
    }

    private SortedMap<String, byte[]> in(String bucket) {
        SortedMap<String, byte[]> objects = buckets.get(bucket);
        if (objects == null) throw new IllegalArgumentException("No such bucket: " + bucket);
        return objects;
    }

    String beginUpload() {
        String id = UUID.randomUUID().toString();
        uploads.put(id, new TreeMap<>());
        return id;
    }

    void part(String upload, int number, byte[] bytes) {
        SortedMap<Integer, byte[]> parts = uploads.get(upload);
        synchronized (parts) {
            parts.put(number, bytes);
        }
    }

    void completeUpload(String upload, String bucket, String key) {
        List<byte[]> parts = new ArrayList<>(uploads.remove(upload).values());
        byte[] whole = new byte[parts.stream().mapToInt(part -> part.length).sum()];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, whole, at, part.length);
            at += part.length;
        }
        put(bucket, key, whole);
    }

    void abortUpload(String upload) {
        uploads.remove(upload);
    }
}
