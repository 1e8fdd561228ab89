package dev.ashlar.adapter.redshift;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** The bucket in which rows wait. The first load connects. */
final class StagingBucket implements AutoCloseable {
    private final Staging staging;
    private final AwsCredentialsProvider credentials;
    private S3Client client;

    StagingBucket(Staging staging) {
        this.staging = staging;
        this.credentials = staging.identity().provider();
    }

    private synchronized S3Client client() {
        if (client == null) {
            S3ClientBuilder builder =
                    S3Client.builder().credentialsProvider(credentials).httpClient(UrlConnectionHttpClient.create());
            staging.region().map(Region::of).ifPresent(builder::region);
            // other stores know neither buckets as host names nor the checksums that the SDK adds by itself
            staging.endpoint()
                    .map(URI::create)
                    .ifPresent(endpoint -> builder.endpointOverride(endpoint)
                            .forcePathStyle(true)
                            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED));
            client = builder.build();
        }
        return client;
    }

    AwsCredentials credentials() {
        return credentials.resolveCredentials();
    }

    /**
     * Puts something there and takes it away again.
     *
     * @throws DiagnosticException when that cannot be done
     */
    String tried() {
        Folder folder = folder();
        try {
            folder.put("probe", new byte[0]);
            folder.demandRemoved();
            return "objects can be put into s3://" + staging.bucket() + "/" + staging.prefix() + " and removed as "
                    + staging.identity() + "; COPY reads them as "
                    + staging.copyRole().map(role -> "role " + role).orElse("that identity, too");
        } catch (SdkException refused) {
            throw new DiagnosticException(refusal(refused), refused);
        }
    }

    Diagnostic refusal(SdkException refused) {
        return Diagnostic.error(
                "Rows cannot be put into s3://" + staging.bucket() + "/" + staging.prefix() + " as "
                        + staging.identity() + ": " + refused.getMessage(),
                "Correct 'staging_location' and 'staging_region' in profiles.yml, or allow s3:PutObject and s3:DeleteObject"
                        + " there.");
    }

    /** A folder of its own for one load. */
    Folder folder() {
        return new Folder(staging.prefix() + "ashlar-" + UUID.randomUUID() + "/");
    }

    final class Folder {
        private final String prefix;
        private final List<Part> parts = new ArrayList<>();
        private final List<String> keys = new ArrayList<>();

        private Folder(String prefix) {
            this.prefix = prefix;
        }

        private record Part(String address, int bytes) {}

        String address() {
            return "s3://" + staging.bucket() + "/" + prefix;
        }

        void put(byte[] part) {
            String name = String.format(Locale.ROOT, "part-%05d.csv.gz", parts.size() + 1);
            parts.add(new Part(address() + name, part.length));
            put(name, part);
        }

        private void put(String name, byte[] bytes) {
            String key = prefix + name;
            keys.add(key);
            client().putObject(request -> request.bucket(staging.bucket()).key(key), RequestBody.fromBytes(bytes));
        }

        /**
         * Writes what COPY must find, and gives its address:
         * https://docs.aws.amazon.com/redshift/latest/dg/loading-data-files-using-manifest.html
         */
        String manifest() {
            StringBuilder json = new StringBuilder("{\"entries\": [");
            String before = "\n";
            for (Part part : parts) {
                json.append(before)
                        .append("  {\"url\": \"")
                        .append(part.address())
                        .append("\", \"mandatory\": true, \"meta\": {\"content_length\": ")
                        .append(part.bytes())
                        .append("}}");
                before = ",\n";
            }
            put("manifest", json.append("\n]}\n").toString().getBytes(StandardCharsets.UTF_8));
            return address() + "manifest";
        }

        /** What cannot be removed stays, and the load counts all the same. */
        void remove() {
            try {
                demandRemoved();
            } catch (SdkException stays) {
                // a lifecycle rule of the bucket may take it away one day
            }
        }

        void demandRemoved() {
            for (String key : keys) {
                client().deleteObject(
                                request -> request.bucket(staging.bucket()).key(key));
            }
        }
    }

    @Override
    public synchronized void close() {
        if (client != null) client.close();
    }
}
