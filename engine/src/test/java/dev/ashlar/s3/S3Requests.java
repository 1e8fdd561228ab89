package dev.ashlar.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URLDecoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One request, one answer: {@code /bucket/key?query}. */
final class S3Requests implements HttpHandler {
    /** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html */
    private static final int PAGE = 1_000;

    private static final Pattern KEY = Pattern.compile("<Key>(.*?)</Key>", Pattern.DOTALL);

    private final Buckets buckets;

    S3Requests(Buckets buckets) {
        this.buckets = buckets;
    }

    private static final class Answer {
        final int status;
        final byte[] body;
        /** None where empty. */
        final String etag;
        /** Whether the connection ends before the body does. */
        final boolean cut;

        Answer(int status, byte[] body, String etag) {
            this(status, body, etag, false);
        }

        Answer(int status, byte[] body, String etag, boolean cut) {
            this.cut = cut;
            this.status = status;
            this.body = body;
            this.etag = etag;
        }

        static Answer of(int status, String xml) {
            return new Answer(status, xml.getBytes(UTF_8), "");
        }

        static Answer error(int status, String code, String message) {
            return of(
                    status,
                    "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>" + code + "</Code><Message>" + message
                            + "</Message></Error>");
        }
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer = answer(exchange);
            exchange.getResponseHeaders().set("x-amz-request-id", "test");
            if (!answer.etag.isEmpty()) exchange.getResponseHeaders().set("ETag", answer.etag);
            if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.getResponseHeaders().set("Content-Length", Integer.toString(answer.body.length));
                exchange.sendResponseHeaders(answer.status, -1);
                return;
            }
            exchange.sendResponseHeaders(answer.status, answer.body.length == 0 ? -1 : answer.body.length);
            boolean stalls =
                    buckets.isStalled(exchange.getRequestURI().getPath().substring(1));
            exchange.getResponseBody()
                    .write(answer.body, 0, answer.cut || stalls ? answer.body.length / 2 : answer.body.length);
            exchange.getResponseBody().flush();
            if (stalls) Thread.sleep(20_000);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private Answer answer(HttpExchange exchange) throws IOException {
        byte[] sent = AwsChunks.body(exchange);
        String path = exchange.getRequestURI().getRawPath().substring(1);
        int slash = path.indexOf('/');
        String bucket = slash < 0 ? path : path.substring(0, slash);
        // a plus is a plus in a path
        String key =
                slash < 0 ? "" : URLDecoder.decode(path.substring(slash + 1).replace("+", "%2B"), UTF_8);
        Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
        if (key.isEmpty() && exchange.getRequestMethod().equals("PUT")) {
            buckets.create(bucket);
            return Answer.of(200, "");
        }
        if (!buckets.exists(bucket)) return Answer.error(404, "NoSuchBucket", "The specified bucket does not exist");
        if (buckets.isClosed(bucket)) return Answer.error(403, "AccessDenied", "Access Denied");
        return key.isEmpty()
                ? bucket(exchange.getRequestMethod(), bucket, query, sent)
                : object(exchange, bucket, key, query, sent);
    }

    private Answer bucket(String method, String bucket, Map<String, String> query, byte[] sent) {
        return switch (method) {
            case "HEAD" -> Answer.of(200, "");
            case "GET" -> Answer.of(200, list(bucket, query));
            case "POST" -> {
                Matcher keys = KEY.matcher(new String(sent, UTF_8));
                while (keys.find()) buckets.delete(bucket, plain(keys.group(1)));
                yield Answer.of(200, "<?xml version=\"1.0\" encoding=\"UTF-8\"?><DeleteResult/>");
            }
            default -> Answer.error(405, "MethodNotAllowed", "The specified method is not allowed");
        };
    }

    private String list(String bucket, Map<String, String> query) {
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?><ListBucketResult><Name>")
                .append(bucket)
                .append("</Name>");
        String after = query.getOrDefault("continuation-token", "");
        int most = Integer.parseInt(query.getOrDefault("max-keys", Integer.toString(PAGE)));
        List<String> rest = buckets.keys(bucket, query.getOrDefault("prefix", "")).stream()
                .filter(key -> key.compareTo(after) > 0)
                .toList();
        List<String> keys = rest.subList(0, Math.min(most, rest.size()));
        boolean more = keys.size() < rest.size();
        xml.append("<IsTruncated>").append(more).append("</IsTruncated>");
        if (more) {
            xml.append("<NextContinuationToken>")
                    .append(escaped(keys.get(keys.size() - 1)))
                    .append("</NextContinuationToken>");
        }
        xml.append("<KeyCount>").append(keys.size()).append("</KeyCount>");
        for (String key : keys) {
            byte[] bytes = buckets.find(bucket, key).orElseThrow();
            xml.append("<Contents><Key>")
                    .append(escaped(key))
                    .append("</Key><Size>")
                    .append(bytes.length)
                    .append("</Size><ETag>")
                    .append(escaped(etag(bytes)))
                    .append("</ETag><LastModified>")
                    .append(buckets.modified(bucket, key))
                    .append("</LastModified><StorageClass>")
                    .append(buckets.isArchived(bucket, key) ? "GLACIER" : "STANDARD")
                    .append("</StorageClass></Contents>");
        }
        return xml.append("</ListBucketResult>").toString();
    }

    private Answer object(HttpExchange exchange, String bucket, String key, Map<String, String> query, byte[] sent) {
        return switch (exchange.getRequestMethod()) {
            case "PUT" -> {
                if (query.containsKey("partNumber"))
                    buckets.part(query.get("uploadId"), Integer.parseInt(query.get("partNumber")), sent);
                else buckets.put(bucket, key, sent);
                yield new Answer(200, new byte[0], etag(sent));
            }
            case "POST" -> upload(bucket, key, query);
            case "DELETE" -> {
                if (query.containsKey("uploadId")) buckets.abortUpload(query.get("uploadId"));
                else buckets.delete(bucket, key);
                yield new Answer(204, new byte[0], "");
            }
            case "GET", "HEAD" -> read(exchange, bucket, key);
            default -> Answer.error(405, "MethodNotAllowed", "The specified method is not allowed");
        };
    }

    private Answer read(HttpExchange exchange, String bucket, String key) {
        buckets.got(bucket, key);
        if (buckets.isDenied(bucket, key)) return Answer.error(403, "AccessDenied", "Access Denied");
        if (buckets.isArchived(bucket, key)) {
            return Answer.of(
                    403,
                    "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>InvalidObjectState</Code><Message>The"
                            + " operation is not valid for the object's storage class</Message>"
                            + "<StorageClass>GLACIER</StorageClass></Error>");
        }
        Optional<byte[]> found = buckets.find(bucket, key);
        if (found.isEmpty()) return Answer.error(404, "NoSuchKey", "The specified key does not exist.");
        String wanted = exchange.getRequestHeaders().getFirst("If-Match");
        if (wanted != null && !wanted.equals(etag(found.get()))) {
            return Answer.error(
                    412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold");
        }
        return new Answer(200, found.get(), etag(found.get()), buckets.isCut(bucket, key));
    }

    private Answer upload(String bucket, String key, Map<String, String> query) {
        String head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
        if (query.containsKey("uploads"))
            return Answer.of(
                    200,
                    head + "<InitiateMultipartUploadResult><Bucket>" + bucket + "</Bucket><Key>" + escaped(key)
                            + "</Key><UploadId>" + buckets.beginUpload()
                            + "</UploadId></InitiateMultipartUploadResult>");
        buckets.completeUpload(query.get("uploadId"), bucket, key);
        return Answer.of(
                200,
                head + "<CompleteMultipartUploadResult><Bucket>" + bucket + "</Bucket><Key>" + escaped(key)
                        + "</Key></CompleteMultipartUploadResult>");
    }

    private static Map<String, String> query(String raw) {
        Map<String, String> query = new HashMap<>();
        if (raw == null) return query;
        for (String pair : raw.split("&")) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            query.put(name, equals < 0 ? "" : URLDecoder.decode(pair.substring(equals + 1), UTF_8));
        }
        return query;
    }

    private static String etag(byte[] bytes) {
        try {
            byte[] md5 = MessageDigest.getInstance("MD5").digest(bytes);
            return String.format(Locale.ROOT, "\"%032x\"", new BigInteger(1, md5));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String plain(String text) {
        return text.replace("&quot;", "\"")
                .replace("&gt;", ">")
                .replace("&lt;", "<")
                .replace("&amp;", "&");
    }
}
