package dev.ashlar.adapter.sftp;

import dev.ashlar.port.PathPattern;
import dev.ashlar.port.PlaceException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A location on a server: {@code sftp://user@host:port/path}. Paths start at the server's root, those that begin with {@code
 * /~/} at the home of the user.
 */
record SftpAddress(Optional<String> user, String host, int port, PathPattern pattern, String label) {
    private static final int PORT = 22;
    private static final String HOME = "~/";
    private static final Pattern LOCATION = Pattern.compile(
            "sftp://(?:([^:@/\\s]+)@)?([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+\\])(?::(\\d{1,5}))?/(.+)", Pattern.DOTALL);

    /** @throws PlaceException where it is none */
    static SftpAddress of(String location) throws PlaceException {
        Matcher parts = LOCATION.matcher(location);
        if (!parts.matches()) {
            throw new PlaceException(
                    "its location is no place on an SFTP server",
                    "Write sftp://user@host/folder/*.csv, and the password below 'places' in profiles.yml.");
        }
        String path = parts.group(4);
        return new SftpAddress(
                Optional.ofNullable(parts.group(1)),
                parts.group(2),
                parts.group(3) == null ? PORT : Integer.parseInt(parts.group(3)),
                PathPattern.of(path.startsWith(HOME) ? path.substring(HOME.length()) : "/" + path),
                "sftp://" + parts.group(2) + (parts.group(3) == null ? "" : ":" + parts.group(3)) + "/"
                        + (path.startsWith(HOME) ? HOME : ""));
    }

    /** By which users and the ledger know a file: without the user. */
    String labelOf(String path) {
        return label + (path.startsWith("/") ? path.substring(1) : path);
    }

    /** What {@link #labelOf} was given. */
    String pathOf(String fileLabel) {
        String below = fileLabel.substring(label.length());
        return label.endsWith(HOME) ? below : "/" + below;
    }
}
