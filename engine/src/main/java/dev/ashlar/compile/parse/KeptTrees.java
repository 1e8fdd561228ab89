package dev.ashlar.compile.parse;

import dev.ashlar.compile.cache.Decoder;
import dev.ashlar.compile.cache.Encoder;
import dev.ashlar.compile.cache.Kept;
import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.manifest.Tree;
import dev.ashlar.port.ParseCache;
import dev.ashlar.port.ProjectSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Parses YAML files that have changed, and remembers the others. */
final class KeptTrees {
    private static final int SCALAR = 0;
    private static final int SEQUENCE = 1;
    private static final int MAPPING = 2;

    private final ProjectSource source;
    private final Kept kept;

    KeptTrees(ProjectSource source, ParseCache cache) {
        this.source = source;
        this.kept = new Kept(cache, "yaml");
    }

    /** @throws dev.ashlar.diagnostic.DiagnosticException for bad syntax; such a file is not remembered */
    Tree parse(String path, String text) {
        byte[] digest = Kept.digest(text);
        Optional<byte[]> found = kept.find(path, digest);
        if (found.isPresent()) {
            try {
                Decoder in = new Decoder(found.get());
                return decode(in, in.text());
            } catch (RuntimeException ignored) { // of another form: parsed again
                kept.drop(path);
            }
        }
        Tree tree = source.parseYaml(path, text);
        Encoder out = new Encoder().text(tree.at().file());
        encode(tree, out);
        kept.put(path, digest, out.done());
        return tree;
    }

    void store() {
        kept.store();
    }

    /** All places of a tree are in one file, so lines and columns will do. */
    private static void encode(Tree tree, Encoder out) {
        switch (tree) {
            case Tree.Scalar scalar -> place(scalar.at(), out.count(SCALAR)).value(scalar.value());
            case Tree.Sequence list -> {
                place(list.at(), out.count(SEQUENCE)).count(list.items().size());
                for (Tree item : list.items()) encode(item, out);
            }
            case Tree.Mapping mapping -> {
                place(mapping.at(), out.count(MAPPING)).count(mapping.entries().size());
                for (Tree.Entry entry : mapping.entries()) {
                    place(entry.keyAt(), out.text(entry.key()));
                    encode(entry.value(), out);
                }
            }
        }
    }

    private static Encoder place(SourceLocation at, Encoder out) {
        return out.count(at.line()).count(at.column());
    }

    private static Tree decode(Decoder in, String file) {
        int kind = in.count();
        SourceLocation at = place(in, file);
        return switch (kind) {
            case SCALAR -> new Tree.Scalar(in.value(), at);
            case SEQUENCE -> {
                int size = in.count();
                List<Tree> items = new ArrayList<>();
                for (int i = 0; i < size; i++) items.add(decode(in, file));
                yield new Tree.Sequence(items, at);
            }
            case MAPPING -> {
                int size = in.count();
                List<Tree.Entry> entries = new ArrayList<>();
                for (int i = 0; i < size; i++) {
                    String key = in.text();
                    entries.add(new Tree.Entry(key, place(in, file), decode(in, file)));
                }
                yield new Tree.Mapping(entries, at);
            }
            default -> throw new IllegalStateException("No tree of kind " + kind);
        };
    }

    private static SourceLocation place(Decoder in, String file) {
        return new SourceLocation(file, in.count(), in.count());
    }
}
