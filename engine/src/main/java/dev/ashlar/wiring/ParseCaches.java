package dev.ashlar.wiring;

import dev.ashlar.adapter.yaml.FolderParseCache;
import dev.ashlar.port.ParseCache;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;

/** Where a project's parse is kept. */
final class ParseCaches {
    private ParseCaches() {}

    /**
     * Below {@code .ashlar/}, for this very build of the engine: another build may read the same files differently. Nothing
     * is kept when the engine runs from a folder of classes, which change without a trace.
     */
    static ParseCache of(Path project) {
        CodeSource code = ParseCaches.class.getProtectionDomain().getCodeSource();
        if (code == null || code.getLocation() == null) return ParseCache.NONE;
        try {
            Path jar = Path.of(code.getLocation().toURI());
            if (!Files.isRegularFile(jar)) return ParseCache.NONE;
            String build = Engine.VERSION + " " + Files.size(jar) + " " + Files.getLastModifiedTime(jar);
            return new FolderParseCache(project.resolve(".ashlar").resolve("parse"), build);
        } catch (URISyntaxException | IOException ignored) { // without a cache all works, later
            return ParseCache.NONE;
        }
    }
}
