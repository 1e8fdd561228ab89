package dev.ashlar.docs;

import dev.ashlar.port.DocsSite;
import dev.ashlar.port.DocsSite.Memory;
import java.util.List;

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

    /** Parts that do not need one another are made side by side: the index of the search alone takes as long as the pages. */
    public DocsSite.Content content() {
        return sink -> {
            List<Runnable> parts = List.of(
                    () -> sink.accept(new SearchPart(world).part()),
                    () -> sink.accept(new IndexPart(world).part(memory)),
                    () -> new OtherParts(world).each(sink),
                    () -> sink.accept(new SelectPart(world).part()),
                    () -> new NodeParts(world).each(sink));
            parts.parallelStream().forEach(Runnable::run);
        };
    }
}
