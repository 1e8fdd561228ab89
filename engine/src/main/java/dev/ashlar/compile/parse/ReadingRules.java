package dev.ashlar.compile.parse;

import dev.ashlar.compile.read.ProjectFile.LayerDeclaration;
import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.manifest.Layer.Reads;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.NodeKind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Who may read whom: the {@code reads} rules of layers, and {@code access} within groups. */
final class ReadingRules {
    private static final String LATER = "sources";

    private final ParseContext context;
    private final Optional<LayerDeclaration> lowest;

    ReadingRules(ParseContext context) {
        this.context = context;
        this.lowest = context.file().layers().stream().findFirst();
    }

    void check(Draft reader, Draft read, SourceLocation at) {
        if (!reader.isEnabled()) return;
        checkAccess(reader, read, at);
        switch (read.kind()) {
            case SEED -> checkReads(reader, read.what(), "seeds", "", at);
            case SNAPSHOT -> checkReads(reader, read.what(), "snapshots", "", at);
            case MODEL ->
                read.layer()
                        .ifPresent(layer ->
                                checkReads(reader, read.what(), layer.name(), " of layer '" + layer.name() + "'", at));
            case SOURCE, DATA_TEST, UNIT_TEST, ANALYSIS, EXPOSURE, OPERATION -> {}
        }
    }

    /** A source that is loaded is a member of the lowest layer. */
    void check(Draft reader, Node.Source read, SourceLocation at) {
        if (!reader.isEnabled()) return;
        String what = "source '" + read.sourceName() + "." + read.name() + "'";
        if (read.external().isPresent() && lowest.isPresent()) {
            String layer = lowest.get().name();
            checkReads(reader, what, layer, " of layer '" + layer + "'", at);
        } else {
            checkReads(reader, what, LATER, "", at);
        }
    }

    private void checkReads(Draft reader, String read, String member, String ofLayer, SourceLocation at) {
        Optional<String> owner = reader.kind() == NodeKind.SNAPSHOT
                ? Optional.of("'snapshots'")
                : reader.layer().map(layer -> "layer '" + layer.name() + "'");
        Reads rule = reader.kind() == NodeKind.SNAPSHOT
                ? context.file().snapshotReads()
                : reader.layer().map(LayerDeclaration::reads).orElse(new Reads.Everything());
        if (!(rule instanceof Reads.Only only) || only.names().contains(member) || owner.isEmpty()) return;
        String from =
                reader.layer().map(layer -> " of layer '" + layer.name() + "'").orElse("");
        context.error(
                at,
                sentence(reader.what()) + from + " reads " + read + ofLayer + ", but " + owner.get() + " may only read "
                        + listed(only.names()) + ".",
                "Read it through a node that may, or add '" + member + "' to 'reads' of " + owner.get()
                        + " in ashlar.yml.");
    }

    private static String listed(List<String> names) {
        return names.isEmpty() ? "nothing" : names.stream().collect(Collectors.joining(", "));
    }

    private void checkAccess(Draft reader, Draft read, SourceLocation at) {
        boolean bound = reader.kind() == NodeKind.MODEL || reader.kind() == NodeKind.SNAPSHOT;
        if (!bound || reader.id().equals(read.id())) return;
        if (read.config().text("access").filter("private"::equals).isEmpty()) return;
        Optional<String> group = read.config().text("group");
        if (group.isPresent() && group.equals(reader.config().text("group"))) return;
        context.error(
                at,
                sentence(reader.what()) + " reads " + read.what() + ", which is private"
                        + group.map(name -> " to group '" + name + "'").orElse(" and has no group") + ".",
                group.isPresent()
                        ? "Put the reader into group '" + group.get() + "', or make the model protected."
                        : "Give both the same 'group', or make the model protected.");
    }

    private static String sentence(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
