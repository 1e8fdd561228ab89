package dev.ashlar.adapter.s3;

import dev.ashlar.port.PlaceException;
import dev.ashlar.port.PlaceSettings;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * As whom a bucket is asked. Where neither profile nor keys are given, the SDK looks where it always does: environment, {@code
 * ~/.aws}, container, machine. A role is assumed where an AWS profile says so.
 */
record S3Identity(
        Optional<String> profile, Optional<String> key, Optional<String> secret, Optional<String> sessionToken) {

    static S3Identity of(PlaceSettings settings) throws PlaceException {
        S3Identity identity = new S3Identity(
                settings.text("aws_profile"),
                settings.text("access_key_id"),
                settings.text("secret_access_key"),
                settings.text("session_token"));
        if (identity.key.isPresent() != identity.secret.isPresent()) {
            throw settings.bad(
                    identity.key.isPresent() ? "access_key_id" : "secret_access_key",
                    "is one half of a key",
                    "Give 'access_key_id' and 'secret_access_key', or neither.");
        }
        if (identity.key.isPresent() && identity.profile.isPresent()) {
            throw settings.bad("aws_profile", "stands beside a key", "Keep one of them.");
        }
        return identity;
    }

    AwsCredentialsProvider provider() {
        if (key.isPresent()) {
            return StaticCredentialsProvider.create(
                    sessionToken.isPresent()
                            ? AwsSessionCredentials.create(key.get(), secret.orElseThrow(), sessionToken.get())
                            : AwsBasicCredentials.create(key.get(), secret.orElseThrow()));
        }
        return profile.<AwsCredentialsProvider>map(ProfileCredentialsProvider::create)
                .orElseGet(() -> DefaultCredentialsProvider.builder().build());
    }

    /** Without the keys. */
    @Override
    public String toString() {
        return profile.map(name -> "the AWS profile '" + name + "'")
                .orElse(key.isPresent() ? "the access key of profiles.yml" : "the default AWS identity");
    }
}
