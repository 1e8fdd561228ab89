package dev.ashlar.run;

import dev.ashlar.port.RunLocks;
import dev.ashlar.port.RunLocks.Holder;
import java.util.function.Predicate;

/**
 * What a run needs so that no other writes what it writes.
 *
 * @param holder who this run is
 * @param ended whether a holder's process is known to have ended; false where nobody can tell
 */
public record Leasing(RunLocks locks, Holder holder, LeaseRules rules, Predicate<Holder> ended) {}
