package dev.ashlar.wiring;

import dev.ashlar.adapter.folder.LocalFolder;
import dev.ashlar.manifest.Node;
import dev.ashlar.port.FilePlace;
import dev.ashlar.port.FilePlaces;
import dev.ashlar.port.PlaceException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The places of files there are, by the scheme of a location. */
final class Places implements FilePlaces {
    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://.*", Pattern.DOTALL);

    private final Path projectFolder;

    Places(Path projectFolder) {
        this.projectFolder = projectFolder;
    }

    @Override
    public FilePlace open(Node.ExternalFiles files) throws PlaceException {
        Matcher scheme = SCHEME.matcher(files.location());
        if (!scheme.matches()) return new LocalFolder(projectFolder, files.location());
        throw new PlaceException("files are read from local folders only", "Give a path or a pattern of paths.");
    }
}
