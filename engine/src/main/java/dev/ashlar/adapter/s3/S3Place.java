package dev.ashlar.adapter.s3;

import dev.ashlar.port.FilePlace;
import dev.ashlar.port.PathPattern;
import dev.ashlar.port.PlaceException;
import dev.ashlar.port.PlaceSettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Objects of a bucket whose keys match a pattern. Labels are their addresses, {@code s3://bucket/key}. */
public final class S3Place implements FilePlace {
    private static final Set<String> KEYS = Set.of(
            "aws_profile", "access_key_id", "secret_access_key", "session_token", "region", "endpoint", "path_style");
    private static final Pattern LOCATION =
            Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])/(.*)", Pattern.DOTALL);

    private final String bucket;
    private final PathPattern pattern;
    private final PlaceSettings settings;
    private final S3Identity identity;
    private final boolean pathStyle;
    private final Optional<URI> endpoint;
    private volatile S3Client client;

    private S3Place(String bucket, PathPattern pattern, PlaceSettings settings) throws PlaceException {
        this.bucket = bucket;
        this.pattern = pattern;
        this.settings = settings.knowing(KEYS);
        this.identity = S3Identity.of(settings);
        this.endpoint = endpoint(settings);
        // other stores seldom know buckets as host names
        this.pathStyle = settings.flag("path_style", endpoint.isPresent());
    }

    /** @throws PlaceException for a location that is no place in S3, and settings that are wrong */
    public static S3Place of(String location, PlaceSettings settings) throws PlaceException {
        Matcher parts = LOCATION.matcher(location);
        if (!parts.matches()) {
            throw new PlaceException(
                    "'" + location + "' is no place in S3",
                    "Write s3://bucket/prefix/*.csv, the bucket in lower case.");
        }
        return new S3Place(parts.group(1), PathPattern.of(parts.group(2)), settings);
    }

    private static Optional<URI> endpoint(PlaceSettings settings) throws PlaceException {
        Optional<String> text = settings.text("endpoint");
        if (text.isEmpty()) return Optional.empty();
        if (text.get().matches("https?://[^/@\\s]+/?")) return text.map(URI::create);
        throw settings.bad("endpoint", "is no address of a store", "Write for example http://localhost:9000.");
    }

    private synchronized S3Client client() {
        if (client == null) {
            S3ClientBuilder builder = S3Client.builder()
                    .credentialsProvider(identity.provider())
                    .httpClient(UrlConnectionHttpClient.create())
                    .forcePathStyle(pathStyle)
                    .region(region());
            // a store that is not AWS' own may send no checksums, or others
            endpoint.ifPresentOrElse(
                    address -> builder.endpointOverride(address)
                            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED),
                    () -> builder.crossRegionAccessEnabled(
                            settings.text("region").isEmpty()));
            client = builder.build();
        }
        return client;
    }

    /** Where nobody says one, AWS is asked in its first region, which tells the bucket's own. */
    private Region region() {
        Optional<String> said = settings.text("region");
        if (said.isPresent()) return Region.of(said.get());
        try {
            return new DefaultAwsRegionProviderChain().getRegion();
        } catch (SdkClientException nowhere) {
            return Region.US_EAST_1;
        }
    }

    @Override
    public Listing list() throws IOException {
        try {
            List<StoredFile> files = new ArrayList<>();
            for (S3Object object : client().listObjectsV2Paginator(
                            request -> request.bucket(bucket).prefix(pattern.prefix()))
                    .contents()) {
                boolean folder = object.key().endsWith("/");
                if (!folder && pattern.matches(object.key())) files.add(stored(object));
            }
            files.sort(Comparator.comparing(StoredFile::label));
            return new Listing(files, List.of());
        } catch (SdkException refused) {
            throw faults().listing(refused, pattern.prefix());
        }
    }

    private StoredFile stored(S3Object object) {
        return new StoredFile(
                address() + object.key(),
                object.size(),
                object.lastModified() == null ? 0 : object.lastModified().toEpochMilli(),
                Optional.empty(),
                Optional.ofNullable(object.eTag()));
    }

    private String address() {
        return "s3://" + bucket + "/";
    }

    @Override
    public InputStream open(StoredFile file) throws IOException {
        String key = file.label().substring(address().length());
        try {
            return new S3Body(client().getObject(request -> {
                request.bucket(bucket).key(key);
                file.version().ifPresent(request::ifMatch);
            }));
        } catch (SdkException refused) {
            throw faults().reading(refused);
        }
    }

    private S3Faults faults() {
        return new S3Faults(bucket, identity);
    }

    /** From any thread; what is being read by another is left to it. */
    @Override
    public void close() {
        S3Client open = client;
        if (open != null) open.close();
    }
}
