package dev.ashlar.adapter.sftp;

import com.jcraft.jsch.HostKey;
import com.jcraft.jsch.HostKeyRepository;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.UserInfo;
import dev.ashlar.port.PlaceException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;

/** Whether a server is the one that it should be: by a fingerprint, or by a file of known hosts. It remembers what was shown. */
final class KnownHost implements HostKeyRepository {
    private final String host;
    private final Optional<String> fingerprint;
    private final HostKeyRepository known;
    private String shown = "";
    private int verdict = NOT_INCLUDED;

    /** @param fingerprint in OpenSSH's form, {@code SHA256:…}; empty to ask the known hosts */
    KnownHost(String host, Optional<String> fingerprint, HostKeyRepository known) {
        this.host = host;
        this.fingerprint = fingerprint;
        this.known = known;
    }

    @Override
    public int check(String asked, byte[] key) {
        String print = print(key);
        shown = print + type(asked, key);
        verdict = fingerprint.isEmpty()
                ? known.check(asked, key)
                : fingerprint.get().equals(print) ? OK : CHANGED;
        return verdict;
    }

    /** Why the server is not trusted; empty where it is, or where it has not been asked. */
    Optional<PlaceException> refusal(Exception cause) {
        if (shown.isEmpty() || verdict == OK) return Optional.empty();
        if (verdict == CHANGED) {
            return Optional.of(new PlaceException(
                    "the server " + host + " shows another host key than the known one: " + shown,
                    "Somebody may stand between: ask its owner, and correct "
                            + (fingerprint.isPresent() ? "'host_key'" : "the file of known hosts") + " if it is right.",
                    cause));
        }
        return Optional.of(new PlaceException(
                "the host key of " + host + " is not known: " + shown,
                "If its owner confirms it, write 'host_key: \"" + shown.split(" ", 2)[0]
                        + "\"' below the server's address under 'places' in profiles.yml, or add the server to the file of"
                        + " known hosts.",
                cause));
    }

    private static String type(String host, byte[] key) {
        try {
            return " (" + new HostKey(host, key).getType() + ")";
        } catch (JSchException unknown) {
            return "";
        }
    }

    /** As {@code ssh-keygen -l} prints it. */
    static String print(byte[] key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key);
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    @Override
    public void add(HostKey key, UserInfo user) {
        throw new IllegalStateException("no host is trusted that was not known before");
    }

    @Override
    public void remove(String other, String type) {
        throw new IllegalStateException("known hosts are not forgotten");
    }

    @Override
    public void remove(String other, String type, byte[] key) {
        throw new IllegalStateException("known hosts are not forgotten");
    }

    @Override
    public String getKnownHostsRepositoryID() {
        return known.getKnownHostsRepositoryID();
    }

    @Override
    public HostKey[] getHostKey() {
        return known.getHostKey();
    }

    /** Decides which kind of key is asked of the server. */
    @Override
    public HostKey[] getHostKey(String other, String type) {
        return known.getHostKey(other, type);
    }
}
