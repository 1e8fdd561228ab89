package dev.ashlar.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ashlar.manifest.RelationName;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The names a node's relations bear on their way to publication.
 *
 * @param candidate built and tested, then renamed to the node's own name
 * @param failed a candidate or batch that its tests did not let through
 * @param previous what was published before, for a rollback
 * @param old what was taken over from others, or what earlier readers may still be at
 * @param replaced what views are still bound to while another takes its place; never outlives a transaction
 * @param deleted what remembers the rows that a change stream deleted; stands beside the published table
 * @param deletedCandidate the same on its way to publication
 * @param deletedFailed the same beside a candidate that its tests did not let through
 * @param orphans rows of a change stream that wait for what they point to; stands beside the published table
 * @param orphansCandidate the same on its way to publication
 * @param orphansFailed the same beside a candidate that its tests did not let through
 * @param batch temporary: the rows of an increment, or the new versions of a snapshot
 * @param source temporary: what a snapshot's query gave
 * @param changes temporary: versions that a snapshot makes and closes, or what becomes of the operations of a stream
 * @param moments temporary: changes of a changelog, one for each key and instant, or the rows of a stream before those are
 *     set aside that point nowhere
 * @param standing temporary: the versions that stand of the keys that a changelog touches
 * @param removed temporary: versions that a changelog puts others in the place of, or keys of a stream's rows that point
 *     nowhere
 */
public record CandidateNames(
        RelationName candidate,
        RelationName failed,
        RelationName previous,
        RelationName old,
        RelationName replaced,
        RelationName deleted,
        RelationName deletedCandidate,
        RelationName deletedFailed,
        RelationName orphans,
        RelationName orphansCandidate,
        RelationName orphansFailed,
        RelationName batch,
        RelationName source,
        RelationName changes,
        RelationName moments,
        RelationName standing,
        RelationName removed) {
    static final String PREVIOUS = "__previous";
    static final String OLD = "__old";
    static final String REPLACED = "__replaced";

    private static final int HASH_LETTERS = 8;

    /** @param limit longest identifier in bytes of UTF-8 */
    public static CandidateNames of(RelationName name, int limit) {
        String base = name.identifier();
        return new CandidateNames(
                name.named(shortened(base, "__new", limit)),
                name.named(shortened(base, "__failed", limit)),
                name.named(shortened(base, PREVIOUS, limit)),
                name.named(shortened(base, OLD, limit)),
                name.named(shortened(base, REPLACED, limit)),
                name.named(shortened(base, "__deleted", limit)),
                name.named(shortened(base, "__deleted__new", limit)),
                name.named(shortened(base, "__deleted__failed", limit)),
                name.named(shortened(base, "__orphans", limit)),
                name.named(shortened(base, "__orphans__new", limit)),
                name.named(shortened(base, "__orphans__failed", limit)),
                RelationName.temporary(shortened(base, "__batch", limit)),
                RelationName.temporary(shortened(base, "__source", limit)),
                RelationName.temporary(shortened(base, "__changes", limit)),
                RelationName.temporary(shortened(base, "__moments", limit)),
                RelationName.temporary(shortened(base, "__standing", limit)),
                RelationName.temporary(shortened(base, "__removed", limit)));
    }

    /** Those that are not temporary. */
    public List<RelationName> lasting() {
        return List.of(
                candidate,
                failed,
                previous,
                old,
                replaced,
                deleted,
                deletedCandidate,
                deletedFailed,
                orphans,
                orphansCandidate,
                orphansFailed);
    }

    /** Those of what remembers deleted rows. */
    List<RelationName> ofDeleted() {
        return List.of(deleted, deletedCandidate, deletedFailed);
    }

    /** Those of the rows that wait. */
    List<RelationName> ofOrphans() {
        return List.of(orphans, orphansCandidate, orphansFailed);
    }

    /** The base and its suffix; a base that would not fit is cut and given a hash of the whole, so that no two meet. */
    public static String shortened(String base, String suffix, int limit) {
        if (bytes(base) + bytes(suffix) <= limit) return base + suffix;
        int room = limit - bytes(suffix) - HASH_LETTERS - 1;
        StringBuilder kept = new StringBuilder();
        int used = 0;
        for (int letter : base.codePoints().toArray()) {
            used += bytes(Character.toString(letter));
            if (used > room) break;
            kept.appendCodePoint(letter);
        }
        return kept + "_" + hash(base).substring(0, HASH_LETTERS) + suffix;
    }

    /** SHA-256 in hexadecimal. */
    public static String hash(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static int bytes(String text) {
        return text.getBytes(UTF_8).length;
    }
}
