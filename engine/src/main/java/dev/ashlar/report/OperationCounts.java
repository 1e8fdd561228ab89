package dev.ashlar.report;

/**
 * What became of the operations that a change stream brought in one run. Applied and stale are all of them.
 *
 * @param applied newer than what their key had seen, those overtaken by a later one of the same run included
 * @param stale not newer, and left out
 * @param unknown of those applied, updates of keys that did not stand
 */
public record OperationCounts(long applied, long stale, long unknown) {}
