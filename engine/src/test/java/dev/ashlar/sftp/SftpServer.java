package dev.ashlar.sftp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/** An SFTP server in this process over a folder, with one user {@code reports}. */
public final class SftpServer implements AutoCloseable {
    public static final String USER = "reports";
    public static final String PASSWORD = "s3cr3t-of-reports";

    /** Of every server of this JVM: to find the primes of a key takes half a second. */
    private static final KeyPair HOST_KEY = rsa();

    private final SshServer server = SshServer.setUpDefaultServer();
    private final Set<PublicKey> welcome = ConcurrentHashMap.newKeySet();

    public SftpServer(Path root) {
        server.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        server.setPort(0);
        server.setKeyPairProvider(KeyPairProvider.wrap(HOST_KEY));
        server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
        server.setFileSystemFactory(new VirtualFileSystemFactory(root));
        server.setPasswordAuthenticator((user, password, session) -> user.equals(USER) && password.equals(PASSWORD));
        server.setPublickeyAuthenticator((user, key, session) -> user.equals(USER) && isWelcome(key));
        try {
            server.start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private boolean isWelcome(PublicKey key) {
        return welcome.stream().anyMatch(known -> KeyUtils.compareKeys(known, key));
    }

    public static KeyPair rsa() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** From now on the user may log in by this key. */
    public void welcome(PublicKey key) {
        welcome.add(key);
    }

    public String host() {
        return server.getHost();
    }

    public int port() {
        return server.getPort();
    }

    /** {@code sftp://user@host:port/}. */
    public String address() {
        return "sftp://" + USER + "@" + host() + ":" + port() + "/";
    }

    public String fingerprint() {
        return KeyUtils.getFingerPrint(HOST_KEY.getPublic());
    }

    /** A line for a file of known hosts. */
    public String knownHost() {
        return knownHost(HOST_KEY.getPublic());
    }

    public String knownHost(PublicKey key) {
        return "[" + host() + "]:" + port() + " " + PublicKeyEntry.toString(key) + "\n";
    }

    /** Ends every connection there is; new ones are welcome. */
    public void hangUp() {
        for (ServerSession session : sessions()) session.close(true);
    }

    public int connections() {
        return sessions().size();
    }

    /** Whether every connection ends: the server learns of an end a little later. */
    public boolean isLeftAlone() {
        for (int look = 0; look < 500 && connections() > 0; look++) {
            try {
                Thread.sleep(10);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return connections() == 0;
    }

    private List<ServerSession> sessions() {
        return server.getActiveSessions().stream()
                .map(ServerSession.class::cast)
                .toList();
    }

    @Override
    public void close() {
        try {
            server.stop(true);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
