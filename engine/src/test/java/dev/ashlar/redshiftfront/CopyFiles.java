package dev.ashlar.redshiftfront;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ashlar.s3.Buckets;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * The objects that a COPY reads: all whose key begins so, or those of a manifest.
 *
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/copy-parameters-data-source-s3.html">COPY from S3</a>
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/loading-data-files-using-manifest.html">Manifests</a>
 */
final class CopyFiles {
    private static final String SCHEME = "s3://";

    private final Buckets buckets;

    CopyFiles(Buckets buckets) {
        this.buckets = buckets;
    }

    record Part(String url, String text) {}

    List<Part> read(String source, CopyOptions options) {
        if (!source.startsWith(SCHEME)) throw BeyondTheFront.refused("COPY from " + source);
        List<Part> parts = new ArrayList<>();
        for (String url : options.manifest ? entries(source) : objects(source))
            parts.add(new Part(url, text(bytes(url), options.gzip)));
        return parts;
    }

    private List<String> objects(String source) {
        String bucket = bucket(source);
        List<String> keys = buckets.keys(bucket, key(source));
        if (keys.isEmpty())
            throw Refusal.refused("XX000", "The specified S3 prefix '" + key(source) + "' does not exist");
        return keys.stream().map(key -> SCHEME + bucket + "/" + key).toList();
    }

    private List<String> entries(String source) {
        try {
            List<String> urls = new ArrayList<>();
            for (JsonNode entry : new ObjectMapper().readTree(bytes(source)).path("entries")) {
                String url = entry.path("url").asText();
                boolean found = buckets.find(bucket(url), key(url)).isPresent();
                if (found || entry.path("mandatory").asBoolean()) urls.add(url);
            }
            return urls;
        } catch (IOException noJson) {
            throw Refusal.refused("XX000", "Problem reading manifest file - " + noJson.getMessage());
        }
    }

    private byte[] bytes(String url) {
        return buckets.find(bucket(url), key(url))
                .orElseThrow(() -> s3("The specified key does not exist.", 404, "NoSuchKey"));
    }

    private String bucket(String url) {
        String bucket = url.substring(SCHEME.length(), url.indexOf('/', SCHEME.length()));
        if (!buckets.exists(bucket)) throw s3("The specified bucket does not exist", 404, "NoSuchBucket");
        if (buckets.isClosed(bucket)) throw s3("Access Denied", 403, "AccessDenied");
        return bucket;
    }

    private static String key(String url) {
        return url.substring(url.indexOf('/', SCHEME.length()) + 1);
    }

    private static RuntimeException s3(String message, int status, String code) {
        return Refusal.refused("XX000", "S3ServiceException:" + message + ",Status " + status + ",Error " + code);
    }

    private static String text(byte[] bytes, boolean gzip) {
        if (!gzip) return new String(bytes, UTF_8);
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException damaged) {
            throw Refusal.refused("XX000", "Problem reading a gzip file - " + damaged.getMessage());
        }
    }
}
