package dev.ashlar.adapter.sftp;

import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.ChannelSftp.LsEntry;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import com.jcraft.jsch.SftpATTRS;
import com.jcraft.jsch.SftpException;
import dev.ashlar.port.FilePlace;
import dev.ashlar.port.PathPattern;
import dev.ashlar.port.PlaceException;
import dev.ashlar.port.PlaceSettings;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Files of an SFTP server whose paths match a pattern. Links to folders are not followed. */
public final class SftpPlace implements FilePlace {
    private final SftpAddress address;
    private final SftpLogIn logIn;
    private volatile Session session;
    private volatile boolean closed;

    private SftpPlace(SftpAddress address, SftpLogIn logIn) {
        this.address = address;
        this.logIn = logIn;
    }

    /**
     * @param files where a path of profiles.yml leads, {@code ~} included
     * @throws PlaceException for a location that is no place on a server, and settings that are wrong
     */
    public static SftpPlace of(String location, PlaceSettings settings, Function<String, Path> files)
            throws PlaceException {
        SftpAddress address = SftpAddress.of(location);
        return new SftpPlace(address, new SftpLogIn(address, settings, files));
    }

    @Override
    public Listing list() throws IOException {
        PathPattern pattern = address.pattern();
        List<StoredFile> files = new ArrayList<>();
        List<LeftOut> leftOut = new ArrayList<>();
        ChannelSftp channel = channel();
        try {
            list(channel, pattern.folder(), files, leftOut);
        } finally {
            channel.disconnect();
        }
        files.sort(Comparator.comparing(StoredFile::label));
        return new Listing(files, leftOut);
    }

    private void list(ChannelSftp channel, String folder, List<StoredFile> files, List<LeftOut> leftOut)
            throws IOException {
        for (LsEntry entry : entries(channel, folder, leftOut)) {
            String path = folder + entry.getFilename();
            if (entry.getFilename().equals(".") || entry.getFilename().equals("..")) continue;
            if (entry.getAttrs().isDir()) {
                if (address.pattern().leadsInto(path)) list(channel, path + "/", files, leftOut);
            } else if (address.pattern().matches(path)) {
                SftpATTRS attributes = entry.getAttrs().isLink() ? target(channel, path) : entry.getAttrs();
                if (attributes != null && attributes.isReg()) files.add(stored(path, attributes));
            }
        }
    }

    private List<LsEntry> entries(ChannelSftp channel, String folder, List<LeftOut> leftOut) throws IOException {
        List<LsEntry> entries = new ArrayList<>();
        try {
            channel.ls(folder.isEmpty() ? "." : literal(folder), entry -> {
                entries.add(entry);
                return ChannelSftp.LsEntrySelector.CONTINUE;
            });
        } catch (SftpException failure) {
            if (failure.id == ChannelSftp.SSH_FX_NO_SUCH_FILE) return List.of();
            if (failure.id != ChannelSftp.SSH_FX_PERMISSION_DENIED) throw lost(failure);
            leftOut.add(new LeftOut(
                    address.labelOf(folder), "the folder may not be listed", "Ask the server's owner for the right."));
        }
        return entries;
    }

    /** A link that leads nowhere is no file. */
    private static SftpATTRS target(ChannelSftp channel, String path) throws IOException {
        try {
            return channel.stat(literal(path));
        } catch (SftpException failure) {
            if (failure.id == ChannelSftp.SSH_FX_NO_SUCH_FILE) return null;
            throw lost(failure);
        }
    }

    private StoredFile stored(String path, SftpATTRS attributes) {
        return new StoredFile(
                address.labelOf(path),
                attributes.getSize(),
                Integer.toUnsignedLong(attributes.getMTime()) * 1000,
                Optional.empty(),
                Optional.empty());
    }

    @Override
    public InputStream open(StoredFile file) throws IOException {
        ChannelSftp channel = channel();
        try {
            InputStream bytes = channel.get(literal(address.pathOf(file.label())));
            return new FilterInputStream(bytes) {
                @Override
                public void close() throws IOException {
                    try {
                        super.close();
                    } finally {
                        channel.disconnect();
                    }
                }
            };
        } catch (SftpException failure) {
            channel.disconnect();
            throw switch (failure.id) {
                case ChannelSftp.SSH_FX_NO_SUCH_FILE ->
                    new PlaceException("it is gone since it was listed", "", failure);
                case ChannelSftp.SSH_FX_PERMISSION_DENIED ->
                    new PlaceException(
                            "access to it is denied", "Ask the server's owner for the right to read it.", failure);
                default -> lost(failure);
            };
        }
    }

    private static IOException lost(SftpException failure) {
        return new IOException(
                failure.getMessage() == null || failure.getMessage().isBlank()
                        ? "the connection was lost"
                        : failure.getMessage(),
                failure);
    }

    private ChannelSftp channel() throws IOException {
        try {
            ChannelSftp channel = (ChannelSftp) session().openChannel("sftp");
            channel.connect();
            return channel;
        } catch (JSchException failure) {
            throw new IOException("the server gives no channel for files: " + failure.getMessage(), failure);
        }
    }

    private synchronized Session session() throws IOException {
        if (closed) throw new IOException("it is not asked any more");
        if (session == null || !session.isConnected()) session = logIn.open();
        if (closed) session.disconnect();
        return session;
    }

    /** The library takes stars and question marks for patterns of its own. */
    private static String literal(String path) {
        return path.replace("\\", "\\\\").replace("*", "\\*").replace("?", "\\?");
    }

    /** From any thread: who waits for the server is told by a fault, except by one that does not even let anybody in. */
    @Override
    public void close() {
        closed = true;
        Session open = session;
        if (open != null) open.disconnect();
    }
}
