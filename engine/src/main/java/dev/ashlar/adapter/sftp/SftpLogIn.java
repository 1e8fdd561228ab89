package dev.ashlar.adapter.sftp;

import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import dev.ashlar.port.PlaceException;
import dev.ashlar.port.PlaceSettings;
import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** As whom a server is asked, and how it is known. */
final class SftpLogIn {
    private static final Set<String> KEYS =
            Set.of("user", "password", "key_file", "passphrase", "known_hosts", "host_key");
    private static final int CONNECT_MILLIS = 30_000;
    private static final int ALIVE_MILLIS = 15_000;

    private final SftpAddress address;
    private final PlaceSettings settings;
    private final Function<String, Path> files;
    private final String user;

    /** @param files where a path of profiles.yml leads, {@code ~} included */
    SftpLogIn(SftpAddress address, PlaceSettings settings, Function<String, Path> files) throws PlaceException {
        this.address = address;
        this.settings = settings.knowing(KEYS);
        this.files = files;
        this.user = address.user()
                .or(() -> settings.text("user"))
                .orElseThrow(() -> new PlaceException(
                        "nothing says as whom " + address.host() + " is asked",
                        "Write sftp://user@" + address.host() + "/…, or 'user' below 'places' in profiles.yml."));
        if (settings.text("host_key").filter(key -> !key.startsWith("SHA256:")).isPresent()) {
            throw settings.bad("host_key", "is no fingerprint", "Write 'SHA256:…', as ssh-keygen -l prints it.");
        }
    }

    /** Connected and logged in. @throws IOException with a clause as its message */
    Session open() throws IOException {
        JSch client = new JSch();
        addKeys(client);
        KnownHost host = new KnownHost(address.host(), settings.text("host_key"), known(client));
        client.setHostKeyRepository(host);
        try {
            Session session = client.getSession(user, address.host(), address.port());
            session.setConfig("StrictHostKeyChecking", "yes");
            session.setConfig("PreferredAuthentications", "publickey,password,keyboard-interactive");
            settings.text("password").ifPresent(session::setPassword);
            session.setDaemonThread(true);
            session.setServerAliveInterval(ALIVE_MILLIS);
            session.connect(CONNECT_MILLIS);
            return session;
        } catch (JSchException failure) {
            Optional<PlaceException> refusal = host.refusal(failure);
            throw refusal.isPresent() ? refusal.get() : explained(failure);
        }
    }

    private IOException explained(JSchException failure) {
        String message = String.valueOf(failure.getMessage());
        if (message.startsWith("Auth ") || message.startsWith("USERAUTH")) {
            return new PlaceException(
                    address.host() + " refuses the log-in of '" + user + "'"
                            + (settings.text("password").isPresent() ? " by password" : " by key"),
                    "Correct 'password' or 'key_file' below 'places' in profiles.yml.",
                    failure);
        }
        Throwable cause = failure.getCause();
        if (cause instanceof UnknownHostException) return new UnknownHostException(address.host());
        return new IOException(
                address.host() + ":" + address.port() + " cannot be reached: "
                        + (cause == null ? message : cause.getClass().getSimpleName() + " " + cause.getMessage()),
                failure);
    }

    private com.jcraft.jsch.HostKeyRepository known(JSch client) throws PlaceException {
        Path file = files.apply(settings.text("known_hosts").orElse("~/.ssh/known_hosts"));
        if (!Files.isReadable(file)) {
            if (settings.text("known_hosts").isEmpty()) return client.getHostKeyRepository();
            throw settings.bad("known_hosts", "names a file that cannot be read: " + file, "");
        }
        try {
            client.setKnownHosts(file.toString());
            return client.getHostKeyRepository();
        } catch (JSchException failure) {
            throw new PlaceException("the known hosts in " + file + " cannot be read", "", failure);
        }
    }

    /** The key that is named; where neither key nor password is, those that OpenSSH would try. */
    private void addKeys(JSch client) throws PlaceException {
        Optional<String> named = settings.text("key_file");
        byte[] passphrase = settings.text("passphrase")
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .orElse(null);
        if (named.isPresent()) {
            Path file = files.apply(named.get());
            if (!Files.isReadable(file))
                throw settings.bad("key_file", "names a file that cannot be read: " + file, "");
            try {
                client.addIdentity(file.toString(), passphrase);
            } catch (JSchException failure) {
                throw new PlaceException(
                        "the key in " + file + " cannot be used",
                        "Check the file, and 'passphrase' if it has one.",
                        failure);
            }
        } else if (settings.text("password").isEmpty()) {
            for (Path file : usual()) {
                try {
                    client.addIdentity(file.toString(), passphrase);
                } catch (JSchException other) {
                    // a key of another kind or with another passphrase: the server will tell if none fits
                }
            }
        }
    }

    private List<Path> usual() {
        return Stream.of("id_ed25519", "id_ecdsa", "id_rsa")
                .map(name -> files.apply("~/.ssh/" + name))
                .filter(Files::isReadable)
                .toList();
    }
}
