package dev.ashlar.docs;

import dev.ashlar.port.DocsSite;
import dev.ashlar.port.DocsSite.Memory;

/** Turns what is known of a project into the parts of its site. Decides only; a {@link DocsSite} writes. */
public final class Docs {
    private final World world;
    private final Memory memory;

    public Docs(DocsInput input) {
        this.world = new World(input);
        this.memory = Fingerprints.memory(world);
    }

    public String title() {
        return world.input().project().name();
    }

    /** What the next site compares with. */
    public Memory memory() {
        return memory;
    }

    /** Nodes that have a page. */
    public int pages() {
        return world.table().nodes().size();
    }

    public DocsSite.Content content() {
        return sink -> {
            sink.accept(new IndexPart(world).part(memory));
            new NodeParts(world).each(sink);
            new OtherParts(world).each(sink);
            sink.accept(new SelectPart(world).part());
            sink.accept(new SearchPart(world).part());
        };
    }
}
