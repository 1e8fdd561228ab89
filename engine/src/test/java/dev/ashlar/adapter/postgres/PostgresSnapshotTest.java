package dev.ashlar.adapter.postgres;

import dev.ashlar.contract.ChangelogContract;
import dev.ashlar.contract.DocumentsContract;
import dev.ashlar.contract.SnapshotContract;
import dev.ashlar.contract.SnapshotDetailsContract;

final class PostgresSnapshotTest extends PostgresRuns
        implements SnapshotContract, SnapshotDetailsContract, ChangelogContract, DocumentsContract {}
