package dev.ashlar.adapter.redshift;

import dev.ashlar.adapter.jdbc.TargetOptions;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where rows wait for COPY.
 *
 * @param prefix below which objects are put; empty or with a slash at its end
 * @param copyRole the role that the cluster reads them by, an ARN or {@code default}; empty to hand it the uploader's own
 *     credentials
 * @param endpoint of a store that is not AWS' own
 */
record Staging(
        String bucket,
        String prefix,
        Optional<String> copyRole,
        Optional<String> region,
        Optional<String> endpoint,
        AwsIdentity identity) {
    private static final Pattern LOCATION =
            Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(/[^'\"\\\\\\s]*)?");
    private static final Pattern ROLE = Pattern.compile(
            "default|arn:aws[a-z-]*:iam::\\d{12}:role/[\\w+=,.@/-]+(?:,arn:aws[a-z-]*:iam::\\d{12}:role/[\\w+=,.@/-]+)*");

    static Optional<Staging> of(TargetOptions options, AwsIdentity identity) {
        Optional<String> location = options.text("staging_location");
        if (location.isEmpty()) return Optional.empty();
        Optional<String> role = options.text("staging_iam_role");
        if (role.isPresent() && !ROLE.matcher(role.get()).matches()) {
            options.problem(
                    "has a staging_iam_role of '" + role.get() + "', which is no role's ARN",
                    "Write arn:aws:iam::123456789012:role/NAME, or default.");
        }
        Matcher parts = LOCATION.matcher(location.get());
        if (!parts.matches()) {
            options.problem(
                    "has a staging_location of '" + location.get() + "', which is no place in S3",
                    "Write s3://bucket/prefix/.");
            return Optional.empty();
        }
        return Optional.of(new Staging(
                parts.group(1),
                prefix(Optional.ofNullable(parts.group(2)).orElse("/")),
                role,
                options.text("staging_region").or(() -> options.text("region")),
                options.text("staging_endpoint"),
                identity));
    }

    private static String prefix(String path) {
        String below = path.substring(1);
        return below.isEmpty() || below.endsWith("/") ? below : below + "/";
    }
}
