package dev.ashlar.adapter.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.port.PlaceException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

/** What the SDK says at length is told in a line. */
class S3FaultsTest {
    @Test
    void whoHasNoCredentialsIsToldHowToGiveThem() {
        S3Identity identity = new S3Identity(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        SdkClientException none = SdkClientException.create(
                "Unable to load credentials from any of the providers in the chain AwsCredentialsProviderChain(...) :"
                        + " [SystemPropertyCredentialsProvider(): Unable to load credentials from system settings.]");
        PlaceException told = (PlaceException) new S3Faults("lake", identity).listing(none, "in/");
        assertThat(told.getMessage())
                .isEqualTo("the objects of s3://lake/in/ cannot be listed as the default AWS identity: no credentials"
                        + " were found");
        assertThat(told.remedy())
                .isEqualTo("Log in to AWS, or give 'aws_profile', or 'access_key_id' and 'secret_access_key', below"
                        + " 'places' in profiles.yml.");
    }

    @Test
    void aHostThatNobodyKnowsIsNamedWithoutTheWordsOfTheSdk() {
        S3Identity identity = new S3Identity(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        SdkClientException unknown = SdkClientException.create(
                "Received an UnknownHostException when attempting to interact with a service. See cause for the exact"
                        + " endpoint that is failing to resolve.",
                new UnknownHostException("lake.s3.eu-centrl-1.amazonaws.com: Name or service not known"));
        S3Faults faults = new S3Faults("lake", identity);
        assertThat(List.of(faults.listing(unknown, "in/"), faults.reading(unknown)))
                .allSatisfy(told -> assertThat(told)
                        .isInstanceOf(UnknownHostException.class)
                        .hasMessage("lake.s3.eu-centrl-1.amazonaws.com"));
    }
}
