package dev.ashlar.plan;

import dev.ashlar.plan.Statement.RawSql;
import java.util.List;

/**
 * What a node runs before and after its own statements, in order.
 *
 * @param before within the transaction
 * @param beforeOutside before it, and outside of any transaction
 * @param after within the transaction
 * @param afterOutside after it, and outside of any transaction
 */
public record RenderedHooks(
        List<RawSql> before, List<RawSql> beforeOutside, List<RawSql> after, List<RawSql> afterOutside) {
    public static final RenderedHooks NONE = new RenderedHooks(List.of(), List.of(), List.of(), List.of());

    public RenderedHooks {
        before = List.copyOf(before);
        beforeOutside = List.copyOf(beforeOutside);
        after = List.copyOf(after);
        afterOutside = List.copyOf(afterOutside);
    }

    /** For what goes on with work whose beginning was done. */
    RenderedHooks withoutBefore() {
        return new RenderedHooks(List.of(), List.of(), after, afterOutside);
    }

    RenderedHooks withoutAfter() {
        return new RenderedHooks(before, beforeOutside, List.of(), List.of());
    }
}
