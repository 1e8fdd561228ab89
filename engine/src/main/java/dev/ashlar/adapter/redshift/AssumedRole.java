package dev.ashlar.adapter.redshift;

import com.amazon.redshift.IPlugin;
import com.amazon.redshift.logger.RedshiftLogger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/**
 * The driver's way to credentials that it cannot get itself: those of a role that any AWS identity may assume. (By itself it
 * assumes a role only where an AWS profile names it together with a source profile.) The driver makes an instance for each
 * connection by the class's name and tells it every property; what was assumed is shared and refreshed.
 */
public final class AssumedRole implements IPlugin {
    private static final String PREFIX = "ashlar.aws.";
    private static final Map<AwsIdentity, AwsCredentialsProvider> SHARED = new ConcurrentHashMap<>();

    private final Map<String, String> parameters = new LinkedHashMap<>();

    /** What the driver must be told so that it logs in by this class. */
    static Map<String, String> properties(AwsIdentity identity) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("plugin_name", AssumedRole.class.getName());
        put(properties, "role", identity.role());
        put(properties, "profile", identity.profile());
        put(properties, "key", identity.accessKey());
        put(properties, "secret", identity.secretKey());
        put(properties, "session", identity.sessionToken());
        put(properties, "region", identity.region());
        put(properties, "sts", identity.stsEndpoint());
        return properties;
    }

    private static void put(Map<String, String> properties, String name, Optional<String> value) {
        value.ifPresent(text -> properties.put(PREFIX + name, text));
    }

    private Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(PREFIX + name));
    }

    @Override
    public AwsCredentials resolveCredentials() {
        AwsIdentity identity = new AwsIdentity(
                parameter("profile"),
                parameter("key"),
                parameter("secret"),
                parameter("session"),
                parameter("role"),
                parameter("region"),
                parameter("sts"));
        return SHARED.computeIfAbsent(identity, AwsIdentity::provider).resolveCredentials();
    }

    @Override
    public void addParameter(String key, String value) {
        parameters.put(key, value);
    }

    @Override
    public void setLogger(RedshiftLogger log) {}

    @Override
    public String getPluginSpecificCacheKey() {
        return getCacheKey();
    }

    @Override
    public void setGroupFederation(boolean groupFederation) {}

    /** There is no token: AWS is asked with credentials. */
    @Override
    public String getIdpToken() {
        return null;
    }

    @Override
    public String getCacheKey() {
        return parameter("role").orElse("")
                + parameter("profile").orElse("")
                + parameter("key").orElse("");
    }

    @Override
    public int getSubType() {
        return 0;
    }
}
