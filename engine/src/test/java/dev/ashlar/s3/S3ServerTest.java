package dev.ashlar.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The AWS SDK's own client works against it. */
class S3ServerTest {
    private static final String ODD = "a folder/größe+1 & <2>.csv";

    private final S3Server server = S3Server.start();
    private S3Client client;

    @BeforeEach
    void open() {
        client = S3Client.builder()
                .endpointOverride(server.endpoint())
                .forcePathStyle(true)
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
        client.createBucket(request -> request.bucket("stage"));
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    private void put(String key, String text) {
        client.putObject(request -> request.bucket("stage").key(key), RequestBody.fromString(text));
    }

    private List<String> keys(String prefix) {
        return client.listObjectsV2(request -> request.bucket("stage").prefix(prefix)).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    @Test
    void objectsArePutReadListedAndDeleted() {
        put(ODD, "one");
        put("b", "two");
        assertThat(keys("")).containsExactly(ODD, "b");
        assertThat(keys("a folder/")).containsExactly(ODD);
        assertThat(client.getObjectAsBytes(request -> request.bucket("stage").key(ODD))
                        .asUtf8String())
                .isEqualTo("one");
        assertThat(client.headObject(request -> request.bucket("stage").key("b"))
                        .contentLength())
                .isEqualTo(3);
        client.deleteObject(request -> request.bucket("stage").key(ODD));
        assertThat(keys("")).containsExactly("b");
    }

    @Test
    void anObjectIsPutInParts() {
        String upload = client.createMultipartUpload(
                        request -> request.bucket("stage").key("big"))
                .uploadId();
        for (int number = 2; number >= 1; number--) {
            int part = number;
            client.uploadPart(
                    request ->
                            request.bucket("stage").key("big").uploadId(upload).partNumber(part),
                    RequestBody.fromString("part " + part + "\n"));
        }
        assertThat(keys("")).isEmpty();
        client.completeMultipartUpload(request -> request.bucket("stage")
                .key("big")
                .uploadId(upload)
                .multipartUpload(all -> all.parts(
                        CompletedPart.builder().partNumber(1).eTag("1").build(),
                        CompletedPart.builder().partNumber(2).eTag("2").build())));
        assertThat(server.buckets().find("stage", "big").map(bytes -> new String(bytes, UTF_8)))
                .contains("part 1\npart 2\n");
    }

    @Test
    void whatIsNotThereIsSaidAsS3SaysIt() {
        assertThatThrownBy(() -> client.getObjectAsBytes(
                        request -> request.bucket("stage").key("none")))
                .isInstanceOf(NoSuchKeyException.class);
        assertThatThrownBy(
                        () -> client.putObject(request -> request.bucket("none").key("a"), RequestBody.fromString("x")))
                .isInstanceOf(NoSuchBucketException.class);
    }

    @Test
    void aClosedBucketRefusesEverybody() {
        server.buckets().close("stage");
        assertThatThrownBy(() -> put("a", "x"))
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        refused -> assertThat(refused.statusCode()).isEqualTo(403));
    }
}
