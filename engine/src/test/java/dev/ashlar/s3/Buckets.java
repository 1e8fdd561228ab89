package dev.ashlar.s3;

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

/** The objects, by bucket and key. */
public final class Buckets {
    private final Map<String, SortedMap<String, byte[]>> buckets = new ConcurrentHashMap<>();
    private final Set<String> closed = ConcurrentHashMap.newKeySet();
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
