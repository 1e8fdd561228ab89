package dev.ashlar.adapter.redshift;

import dev.ashlar.adapter.jdbc.TargetOptions;
import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/**
 * As whom AWS is asked. Where neither profile nor keys are given, the SDK looks where it always does: environment, {@code
 * ~/.aws}, container, machine.
 *
 * @param role to be assumed by that identity; empty to go as it is
 * @param stsEndpoint where roles are assumed; empty for the region's own
 */
record AwsIdentity(
        Optional<String> profile,
        Optional<String> accessKey,
        Optional<String> secretKey,
        Optional<String> sessionToken,
        Optional<String> role,
        Optional<String> region,
        Optional<String> stsEndpoint) {
    private static final String SESSION = "ashlar";

    static AwsIdentity of(TargetOptions options) {
        return new AwsIdentity(
                options.text("aws_profile", "iam_profile"),
                options.text("access_key_id"),
                options.text("secret_access_key"),
                options.text("session_token"),
                options.text("iam_role"),
                options.text("region"),
                options.text("sts_endpoint_url"));
    }

    /** Refreshes by itself what has run out. */
    AwsCredentialsProvider provider() {
        AwsCredentialsProvider own = own();
        return role.isEmpty() ? own : assumed(own, role.get());
    }

    /** @throws DiagnosticException when there are none, or they may not be used */
    void demandCredentials() {
        try {
            provider().resolveCredentials();
        } catch (SdkException refused) {
            throw new DiagnosticException(
                    Diagnostic.error(
                            "AWS gives no credentials for " + this + ": " + refused.getMessage(),
                            role.isPresent()
                                    ? "Check 'iam_role' in profiles.yml, and that the identity may assume it."
                                    : "Log in to AWS, or give 'aws_profile', or 'access_key_id' and 'secret_access_key', in"
                                            + " profiles.yml."),
                    refused);
        }
    }

    private AwsCredentialsProvider own() {
        if (accessKey.isPresent()) {
            String secret = secretKey.orElse("");
            AwsCredentials keys = sessionToken.isPresent()
                    ? AwsSessionCredentials.create(accessKey.get(), secret, sessionToken.get())
                    : AwsBasicCredentials.create(accessKey.get(), secret);
            return StaticCredentialsProvider.create(keys);
        }
        return profile.<AwsCredentialsProvider>map(ProfileCredentialsProvider::create)
                .orElseGet(() -> DefaultCredentialsProvider.builder().build());
    }

    private AwsCredentialsProvider assumed(AwsCredentialsProvider own, String roleArn) {
        StsClientBuilder sts =
                StsClient.builder().credentialsProvider(own).httpClient(UrlConnectionHttpClient.create());
        region.map(Region::of).ifPresent(sts::region);
        stsEndpoint.map(URI::create).ifPresent(sts::endpointOverride);
        return StsAssumeRoleCredentialsProvider.builder()
                .stsClient(sts.build())
                .refreshRequest(request -> request.roleArn(roleArn).roleSessionName(SESSION))
                .build();
    }

    /** Without the keys. */
    @Override
    public String toString() {
        return role.or(() -> profile).orElse(accessKey.isPresent() ? "an access key" : "the default AWS identity");
    }
}
