package dev.ashlar.adapter.site;

import dev.ashlar.port.DocsSite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;

/** A site of static files that needs no server: data are scripts, since a browser that opens a file reads no others. */
public final class FolderSite implements DocsSite {
    private final SiteFolder folder;
    private final Form form;
    private final UnaryOperator<String> mask;

    /** How the site is laid out. */
    public enum Form {
        /** A page, its code, and a script for each part. */
        FOLDER,
        /** All of it in {@code index.html}. */
        SINGLE_FILE
    }

    /** @param mask takes secrets out of a text; every text of every file goes through it */
    public FolderSite(Path folder, Form form, UnaryOperator<String> mask) {
        this.folder = new SiteFolder(folder);
        this.form = form;
        this.mask = mask;
    }

    @Override
    public Optional<Memory> last() {
        return folder.mark().flatMap(MemoryFile::read);
    }

    @Override
    public void write(String title, Memory memory, Content content) {
        folder.replace(into -> {
            write(into, SiteFolder.MARK, mask.apply(MemoryFile.text(memory)));
            switch (form) {
                case FOLDER -> linked(into, title, memory, content);
                case SINGLE_FILE -> whole(into, title, content);
            }
        });
    }

    private void linked(Path into, String title, Memory memory, Content content) throws IOException {
        Path data = Files.createDirectory(into.resolve("data"));
        try {
            content.each(part -> {
                try {
                    write(data, part.name() + ".js", script(part));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        write(into, "app.css", Resources.styles());
        write(into, "theme.js", Resources.theme());
        write(into, "app.js", Resources.scripts());
        write(
                into,
                "index.html",
                Page.linked(mask.apply(title), Long.toString(memory.made().toEpochMilli(), 36)));
    }

    private void whole(Path into, String title, Content content) throws IOException {
        SortedMap<String, String> parts = new ConcurrentSkipListMap<>();
        content.each(part -> parts.put(part.name(), script(part)));
        String first = parts.remove("index");
        List<String> scripts = new ArrayList<>(List.of(Resources.scripts()));
        scripts.addAll(parts.values());
        scripts.add(first); // the page is shown when this one has been read
        String nonce = UUID.randomUUID().toString().replace("-", "");
        write(into, "index.html", Page.whole(mask.apply(title), nonce, Resources.styles(), Resources.theme(), scripts));
    }

    /** The first part is read at once; the others are packed, and unpacked when they are asked for. */
    private String script(Part part) {
        String json = Script.of(part.value(), mask);
        String name = Script.of(part.name(), UnaryOperator.identity());
        String value = part.name().equals("index") ? json : "\"" + Packed.of(json) + "\"";
        return "ashlar.part(" + name + "," + value + ");\n";
    }

    private static void write(Path folder, String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text, StandardCharsets.UTF_8);
    }
}
