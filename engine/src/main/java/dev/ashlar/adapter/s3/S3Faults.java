package dev.ashlar.adapter.s3;

import dev.ashlar.port.PlaceException;
import java.io.IOException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What a store refuses, in words for users: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
final class S3Faults {
    private static final String LOG_IN = "Log in to AWS, or give 'aws_profile', or 'access_key_id' and"
            + " 'secret_access_key', below 'places' in profiles.yml.";

    private final String bucket;
    private final S3Identity identity;

    S3Faults(String bucket, S3Identity identity) {
        this.bucket = bucket;
        this.identity = identity;
    }

    /** Of a list of keys. */
    IOException listing(SdkException refused, String prefix) {
        Optional<UnknownHostException> unknown = unknownHost(refused);
        if (unknown.isPresent()) return unknown.get();
        String what = "the objects of s3://" + bucket + "/" + prefix + " cannot be listed as " + identity + ": ";
        if (refused instanceof S3Exception answer) {
            return switch (code(answer)) {
                case "NoSuchBucket" -> new PlaceException("there is no bucket '" + bucket + "'", "", refused);
                case "AccessDenied" ->
                    new PlaceException(
                            what + "access is denied",
                            "Allow s3:ListBucket on the bucket, or name other credentials under 'places' in"
                                    + " profiles.yml.",
                            refused);
                case "PermanentRedirect", "AuthorizationHeaderMalformed", "IllegalLocationConstraintException" ->
                    new PlaceException(
                            what + "it lies in another region", "Correct 'region' in profiles.yml.", refused);
                case "InvalidAccessKeyId", "SignatureDoesNotMatch", "ExpiredToken", "InvalidToken" ->
                    new PlaceException(what + reason(answer), "Renew the credentials.", refused);
                default -> new PlaceException(what + reason(answer), "", refused);
            };
        }
        if (lacksCredentials(refused)) {
            // the SDK's message tells of every place it looked at, on a dozen lines
            return new PlaceException(what + "no credentials were found", LOG_IN, refused);
        }
        return new PlaceException(what + clause(refused.getMessage()), "", refused);
    }

    /** Of one object. */
    IOException reading(SdkException refused) {
        Optional<UnknownHostException> unknown = unknownHost(refused);
        if (unknown.isPresent()) return unknown.get();
        if (!(refused instanceof S3Exception answer)) return new IOException(clause(refused.getMessage()), refused);
        return switch (code(answer)) {
            case "NoSuchKey" -> new PlaceException("it is gone since it was listed", "", refused);
            case "PreconditionFailed" ->
                new PlaceException(
                        "it has changed since it was listed", "Load again once nobody writes to it.", refused);
            case "AccessDenied" ->
                new PlaceException("access to it is denied to " + identity, "Allow s3:GetObject on it.", refused);
            case "InvalidObjectState" ->
                new PlaceException(
                        "it lies in an archive (" + storage(answer) + ") from which nothing is read",
                        "Restore it, or move it out of the location.",
                        refused);
            default ->
                answer.statusCode() >= 500
                        ? new IOException(reason(answer), refused)
                        : new PlaceException(reason(answer), "", refused);
        };
    }

    /** The name alone: Java's message may go on with the system's words. */
    private static Optional<UnknownHostException> unknownHost(SdkException refused) {
        for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException unknown) {
                String host = String.valueOf(unknown.getMessage()).replaceFirst(":.*", "");
                return Optional.of(new UnknownHostException(host));
            }
        }
        return Optional.empty();
    }

    private static String code(S3Exception answer) {
        String code = answer.awsErrorDetails() == null
                ? null
                : answer.awsErrorDetails().errorCode();
        if (code != null && !code.isEmpty()) return code;
        return switch (answer.statusCode()) {
            case 403 -> "AccessDenied";
            case 404 -> "NoSuchKey";
            case 412 -> "PreconditionFailed";
            default -> "";
        };
    }

    private static String storage(S3Exception answer) {
        return answer instanceof software.amazon.awssdk.services.s3.model.InvalidObjectStateException state
                        && state.storageClassAsString() != null
                ? state.storageClassAsString()
                : "Glacier";
    }

    private static String reason(S3Exception answer) {
        String message = answer.awsErrorDetails() == null
                ? null
                : answer.awsErrorDetails().errorMessage();
        return "the store answers "
                + (message == null || message.isBlank()
                        ? String.valueOf(answer.statusCode())
                        : "'" + clause(message) + "' (" + answer.statusCode() + ")");
    }

    private static boolean lacksCredentials(SdkException refused) {
        String message = String.valueOf(refused.getMessage()).toLowerCase(Locale.ROOT);
        return refused instanceof SdkClientException && message.contains("credentials");
    }

    private static String clause(String message) {
        String text = String.valueOf(message).strip();
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }
}
