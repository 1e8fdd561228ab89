package dev.ashlar.adapter.redshift;

import dev.ashlar.adapter.jdbc.TargetOptions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where a target is and who logs in, in the driver's words:
 * https://docs.aws.amazon.com/redshift/latest/mgmt/jdbc20-configuration-options.html
 *
 * @param url without secrets
 * @param place for messages: {@code host:port/database}, or the name of cluster or workgroup
 * @param properties for the driver; some are secret
 */
record LogIn(String url, String place, Map<String, String> properties) {
    private static final String PLAIN = "jdbc:redshift://";
    static final String IAM = "jdbc:redshift:iam://";
    private static final int PORT = 5439;

    /** These plug-ins bring a token for the database itself; with an IAM address the driver refuses them. */
    private static final Set<String> WITHOUT_IAM = Set.of(
            "com.amazon.redshift.plugin.IdpTokenAuthPlugin",
            "com.amazon.redshift.plugin.BrowserIdcAuthPlugin",
            "com.amazon.redshift.plugin.BrowserAzureOAuth2CredentialsProvider",
            "com.amazon.redshift.plugin.BrowserOktaSAMLCredentialsProvider");

    LogIn {
        properties = Map.copyOf(properties);
    }

    enum Method {
        /** User and password of the database. */
        DATABASE("database"),
        /** A short-lived password that AWS gives to an IAM identity for the named user. */
        IAM("iam"),
        /** The same for the user that stands for the IAM identity itself. */
        IAM_ROLE("iam_role"),
        /** IAM Identity Center, asked in a browser. */
        BROWSER("browser_identity_center"),
        /** IAM Identity Center, with a token that the caller has. */
        TOKEN("oauth_token_identity_center"),
        /** Any other plug-in of the driver. */
        PLUGIN("plugin");

        private final String word;

        Method(String word) {
            this.word = word;
        }

        static List<String> words() {
            return Arrays.stream(values()).map(method -> method.word).toList();
        }

        /** @param word one of {@link #words} */
        static Method of(String word) {
            return Arrays.stream(values())
                    .filter(method -> method.word.equals(word))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(word));
        }
    }

    static LogIn of(TargetOptions options) {
        Method method = Method.of(options.text("method").orElse("database"));
        return switch (method) {
            case DATABASE -> byPassword(options);
            case IAM, IAM_ROLE -> byIam(options, method);
            case BROWSER -> byBrowser(options);
            case TOKEN -> byToken(options);
            case PLUGIN -> byPlugin(options);
        };
    }

    private static LogIn byPassword(TargetOptions options) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("user", options.required("user", "analyst"));
        properties.put("password", options.required("password", "'${env_var(\"REDSHIFT_PASSWORD\")}'", "pass"));
        return at(PLAIN, host(options), options, properties);
    }

    private static LogIn byIam(TargetOptions options, Method method) {
        Map<String, String> properties = new LinkedHashMap<>();
        Optional<String> host = options.text("host");
        Optional<String> workgroup = options.text("workgroup", "serverless_work_group");
        Optional<String> cluster = options.text("cluster_id");
        boolean serverless = options.flag("is_serverless")
                .orElse(workgroup.isPresent() || host.orElse("").contains("-serverless."));
        if (workgroup.isPresent() && cluster.isPresent()) {
            options.problem("names a cluster_id and a workgroup", "Keep the one that it is.");
        }
        if (serverless) {
            properties.put("isserverless", "true");
            workgroup.ifPresent(name -> properties.put("serverlessworkgroup", name));
            options.text("account_id", "serverless_acct_id").ifPresent(id -> properties.put("serverlessacctid", id));
        } else {
            cluster.ifPresent(name -> properties.put("clusterid", name));
            if (method == Method.IAM) {
                properties.put("dbuser", options.required("user", "analyst"));
                options.flag("autocreate").ifPresent(flag -> properties.put("autocreate", flag.toString()));
                List<String> groups = options.texts("db_groups");
                if (!groups.isEmpty()) properties.put("dbgroups", String.join(",", groups));
            } else {
                properties.put("groupfederation", "true");
            }
        }
        credentials(options, properties);
        if (host.isPresent()) {
            options.text("region").ifPresent(region -> properties.put("region", region));
            return at(IAM, host.get(), options, properties);
        }
        Optional<String> name = workgroup.or(() -> cluster);
        if (name.isEmpty()) {
            options.problem(
                    "has no host", "Add 'host', or 'cluster_id' or 'workgroup' with 'region', in profiles.yml.");
        }
        String region = options.required("region", "eu-central-1");
        String database = database(options);
        // the driver asks AWS for the address
        return new LogIn(
                IAM + name.orElse("") + ":" + region + "/" + encoded(database),
                name.orElse("") + "/" + database,
                properties);
    }

    private static void credentials(TargetOptions options, Map<String, String> properties) {
        AwsIdentity identity = AwsIdentity.of(options);
        if (identity.accessKey().isPresent() != identity.secretKey().isPresent()) {
            options.problem("has one of access_key_id and secret_access_key", "Give both or neither.");
        }
        if (identity.accessKey().isPresent() && identity.profile().isPresent()) {
            options.problem("has an access_key_id and an aws_profile", "Keep one of them.");
        }
        options.text("endpoint_url").ifPresent(url -> properties.put("endpointurl", url));
        if (identity.role().isPresent()) {
            properties.putAll(AssumedRole.properties(identity));
            return;
        }
        identity.stsEndpoint().ifPresent(url -> properties.put("stsendpointurl", url));
        identity.profile().ifPresent(name -> properties.put("profile", name));
        identity.accessKey().ifPresent(id -> properties.put("accesskeyid", id));
        identity.secretKey().ifPresent(text -> properties.put("secretaccesskey", text));
        identity.sessionToken().ifPresent(text -> properties.put("sessiontoken", text));
    }

    private static LogIn byBrowser(TargetOptions options) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("plugin_name", "com.amazon.redshift.plugin.BrowserIdcAuthPlugin");
        properties.put("issuer_url", options.required("issuer_url", "https://identitycenter.amazonaws.com/ssoins-..."));
        properties.put("idc_region", options.required("idc_region", "eu-central-1"));
        options.text("idp_listen_port").ifPresent(port -> properties.put("listen_port", port));
        options.text("idp_response_timeout").ifPresent(seconds -> properties.put("idp_response_timeout", seconds));
        options.text("idc_client_display_name").ifPresent(name -> properties.put("idc_client_display_name", name));
        return at(PLAIN, host(options), options, properties);
    }

    private static LogIn byToken(TargetOptions options) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("plugin_name", "com.amazon.redshift.plugin.IdpTokenAuthPlugin");
        properties.put("token", options.required("token", "'${env_var(\"REDSHIFT_TOKEN\")}'"));
        properties.put("token_type", options.text("token_type").orElse("EXT_JWT"));
        return at(PLAIN, host(options), options, properties);
    }

    private static LogIn byPlugin(TargetOptions options) {
        Map<String, String> properties = new LinkedHashMap<>();
        String plugin = options.required("plugin_name", "com.amazon.redshift.plugin.OktaCredentialsProvider");
        properties.put("plugin_name", plugin);
        options.text("user").ifPresent(user -> properties.put("user", user));
        options.text("password", "pass").ifPresent(password -> properties.put("password", password));
        options.text("cluster_id").ifPresent(name -> properties.put("clusterid", name));
        options.text("region").ifPresent(region -> properties.put("region", region));
        String scheme = WITHOUT_IAM.contains(plugin) ? PLAIN : IAM;
        return at(scheme, host(options), options, properties);
    }

    private static LogIn at(String scheme, String host, TargetOptions options, Map<String, String> properties) {
        String address = host + ":" + options.number("port", PORT, 1, 65_535) + "/";
        String database = database(options);
        return new LogIn(scheme + address + encoded(database), address + database, properties);
    }

    private static String database(TargetOptions options) {
        return options.required("database", "analytics", "dbname");
    }

    private static String host(TargetOptions options) {
        return options.required("host", "HOST");
    }

    private static String encoded(String database) {
        return URLEncoder.encode(database, StandardCharsets.UTF_8);
    }

    /** Properties may hold secrets, so none is printed. */
    @Override
    public String toString() {
        return place;
    }
}
