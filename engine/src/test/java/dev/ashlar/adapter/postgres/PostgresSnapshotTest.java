package dev.ashlar.adapter.postgres;

import dev.ashlar.contract.ChangelogContract;
import dev.ashlar.contract.SnapshotContract;

final class PostgresSnapshotTest extends PostgresRuns implements SnapshotContract, ChangelogContract {}
