package dev.ashlar.adapter.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.ashlar.port.FilePlace.StoredFile;
import dev.ashlar.port.PlaceException;
import dev.ashlar.port.PlaceSettings;
import dev.ashlar.s3.S3Server;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class S3PlaceTest {
    private final S3Server server = S3Server.running();
    private final String bucket = "lake-" + UUID.randomUUID();

    @BeforeEach
    void aBucket() {
        server.buckets().create(bucket);
    }

    private S3Place place(String pattern) throws PlaceException {
        return S3Place.of("s3://" + bucket + "/" + pattern, settings(Map.of()));
    }

    private PlaceSettings settings(Map<String, Object> more) {
        Map<String, Object> values = new HashMap<>(Map.of(
                "endpoint", server.endpoint().toString(),
                "access_key_id", "AKIAEXAMPLE",
                "secret_access_key", "s3cr3t!"));
        values.putAll(more);
        return new PlaceSettings("s3://" + bucket + "/", values);
    }

    private void put(String key, String text) {
        server.buckets().put(bucket, key, text.getBytes(UTF_8));
    }

    private List<String> keys(String pattern) throws IOException {
        try (S3Place place = place(pattern)) {
            return place.list().files().stream()
                    .map(file -> file.label().substring(bucket.length() + 6))
                    .toList();
        }
    }

    private StoredFile only(S3Place place) throws IOException {
        return place.list().files().get(0);
    }

    @Test
    void objectsAreFoundByPatternAndReadWithTheirBytesAndTime() throws IOException {
        put("shop/2026-01-02/orders.csv", "id\n2\n");
        put("shop/2026-01-01/orders.csv", "id\n1\n");
        put("shop/2026-01-01/refunds.csv", "id\n");
        put("shop/2026-01-01/deep/orders.csv", "id\n");
        put("shop/", "");
        assertThat(keys("shop/*/orders.csv"))
                .containsExactly("shop/2026-01-01/orders.csv", "shop/2026-01-02/orders.csv");
        assertThat(keys("shop/**/orders.csv")).hasSize(3);
        assertThat(keys("shop/2026-01-0[2-9]/{orders,refunds}.csv")).containsExactly("shop/2026-01-02/orders.csv");
        assertThat(keys("nothing/*")).isEmpty();
        try (S3Place place = place("shop/2026-01-01/refunds.csv")) {
            StoredFile file = only(place);
            assertThat(file.label()).isEqualTo("s3://" + bucket + "/shop/2026-01-01/refunds.csv");
            assertThat(file.bytes()).isEqualTo(3);
            assertThat(file.modified()).isGreaterThan(1_600_000_000_000L);
            try (InputStream in = place.open(file)) {
                assertThat(in).hasContent("id\n");
            }
        }
    }

    @Test
    void aFolderMeansAllBelowItSaveMarksAndDrafts() throws IOException {
        for (String key : List.of("in/a.csv", "in/x/b.csv", "in/_SUCCESS", "in/_temporary/c.csv", "in/.d.csv")) {
            put(key, "x");
        }
        assertThat(keys("in/")).containsExactly("in/a.csv", "in/x/b.csv");
    }

    @Test
    void oddKeysAreReadAsTheyAre() throws IOException {
        put("in/größe+1 & <2> 100%.csv", "odd");
        try (S3Place place = place("in/*.csv");
                InputStream in = place.open(only(place))) {
            assertThat(in).hasContent("odd");
        }
    }

    @Test
    void moreKeysThanAPageHasAreAllFound() throws IOException {
        for (int i = 0; i < 2_345; i++) put("many/" + i + ".csv", "x");
        assertThat(keys("many/*.csv")).hasSize(2_345).doesNotHaveDuplicates();
    }

    @Test
    void anObjectThatIsGoneOrOtherByNowIsNamedAsSuch() throws IOException {
        put("in/a.csv", "one");
        put("in/b.csv", "one");
        try (S3Place place = place("in/*.csv")) {
            List<StoredFile> files = place.list().files();
            server.buckets().delete(bucket, "in/a.csv");
            put("in/b.csv", "two");
            assertThatThrownBy(() -> place.open(files.get(0)))
                    .isInstanceOf(PlaceException.class)
                    .hasMessage("it is gone since it was listed");
            assertThatThrownBy(() -> place.open(files.get(1)))
                    .isInstanceOf(PlaceException.class)
                    .hasMessage("it has changed since it was listed");
        }
    }

    @Test
    void anObjectThatIsDeniedOrArchivedIsNamedAsSuch() throws IOException {
        put("in/a.csv", "one");
        put("in/b.csv", "one");
        server.buckets().deny(bucket, "in/a.csv");
        server.buckets().archive(bucket, "in/b.csv");
        try (S3Place place = place("in/*.csv")) {
            List<StoredFile> files = place.list().files();
            assertThatThrownBy(() -> place.open(files.get(0)))
                    .hasMessage("access to it is denied to the access key of profiles.yml")
                    .asInstanceOf(type(PlaceException.class))
                    .satisfies(e -> assertThat(e.remedy()).isEqualTo("Allow s3:GetObject on it."));
            assertThatThrownBy(() -> place.open(files.get(1)))
                    .hasMessage("it lies in an archive (GLACIER) from which nothing is read")
                    .asInstanceOf(type(PlaceException.class))
                    .satisfies(e -> assertThat(e.remedy()).isEqualTo("Restore it, or move it out of the location."));
        }
    }

    @Test
    void aBodyThatIsCutOffCanBeAskedForAgain() throws IOException {
        String text = "one two three\n".repeat(20_000);
        put("in/a.csv", text);
        server.buckets().cut(bucket, "in/a.csv", 1);
        try (S3Place place = place("in/*.csv")) {
            StoredFile file = only(place);
            assertThatThrownBy(() -> {
                        try (InputStream in = place.open(file)) {
                            in.readAllBytes();
                        }
                    })
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(PlaceException.class);
            try (InputStream in = place.open(file)) {
                assertThat(in).hasContent(text);
            }
        }
    }

    @Test
    void aBucketThatIsNotThereOrClosedIsNamedAsSuch() throws IOException {
        try (S3Place place = S3Place.of("s3://no-such-bucket/in/*", settings(Map.of()))) {
            assertThatThrownBy(place::list).hasMessage("there is no bucket 'no-such-bucket'");
        }
        server.buckets().close(bucket);
        try (S3Place place = place("in/*.csv")) {
            assertThatThrownBy(place::list)
                    .hasMessage("the objects of s3://" + bucket
                            + "/in/ cannot be listed as the access key of profiles.yml: access is denied")
                    .asInstanceOf(type(PlaceException.class))
                    .satisfies(e -> assertThat(e.remedy())
                            .isEqualTo("Allow s3:ListBucket on the bucket, or name other credentials under 'places' in"
                                    + " profiles.yml."));
        }
    }

    @Test
    void whatIsWrittenWronglyIsRefusedBeforeAnythingIsAsked() {
        assertThatThrownBy(() -> S3Place.of("s3://Lake_1/in/*", PlaceSettings.NONE))
                .hasMessage("'s3://Lake_1/in/*' is no place in S3");
        assertThatThrownBy(() -> place("in/[a-b.csv"))
                .hasMessage("the pattern 'in/[a-b.csv' cannot be read: a '[' is never closed");
        assertThatThrownBy(() -> place("in/{a,b.csv")).hasMessageContaining("a '{' is never closed");
        assertThatThrownBy(() -> S3Place.of("s3://lake/in/*", settings(Map.of("regoin", "eu-central-1"))))
                .hasMessage("'places' of profiles.yml has an unknown key 'regoin' below 's3://" + bucket + "/'")
                .asInstanceOf(type(PlaceException.class))
                .satisfies(e -> assertThat(e.remedy()).isEqualTo("Did you mean 'region'?"));
        assertThatThrownBy(() -> S3Place.of("s3://lake/in/*", settings(Map.of("endpoint", "localhost:9000"))))
                .hasMessage("'endpoint' of the place 's3://" + bucket + "/' in profiles.yml is no address of a store");
        assertThatThrownBy(() -> S3Place.of("s3://lake/in/*", settings(Map.of("path_style", "maybe"))))
                .hasMessageContaining("must be true or false");
        assertThatThrownBy(() -> S3Place.of("s3://lake/in/*", settings(Map.of("secret_access_key", ""))))
                .hasMessageContaining("is one half of a key");
        assertThatThrownBy(() -> S3Place.of("s3://lake/in/*", settings(Map.of("aws_profile", "dev"))))
                .hasMessageContaining("stands beside a key");
    }
}
