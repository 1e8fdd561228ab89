package dev.ashlar.s3;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A body that was signed piece by piece: {@code length;chunk-signature=…} and the bytes, the last piece of no length.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html">Signature version 4, streaming</a>
 */
final class AwsChunks {
    private AwsChunks() {}

    static byte[] body(HttpExchange exchange) throws IOException {
        String signed = exchange.getRequestHeaders().getFirst("x-amz-content-sha256");
        InputStream body = exchange.getRequestBody();
        return signed != null && signed.startsWith("STREAMING-") ? joined(body) : body.readAllBytes();
    }

    private static byte[] joined(InputStream body) throws IOException {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        while (true) {
            String head = line(body);
            int length = Integer.parseInt(head.split(";", 2)[0], 16);
            if (length == 0) break;
            joined.write(body.readNBytes(length));
            line(body);
        }
        body.readAllBytes(); // checksums may follow
        return joined.toByteArray();
    }

    private static String line(InputStream body) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = body.read(); next >= 0 && next != '\n'; next = body.read()) if (next != '\r') line.write(next);
        return line.toString(US_ASCII);
    }
}
