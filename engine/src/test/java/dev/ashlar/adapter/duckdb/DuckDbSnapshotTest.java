package dev.ashlar.adapter.duckdb;

import dev.ashlar.contract.ChangelogContract;
import dev.ashlar.contract.DocumentsContract;
import dev.ashlar.contract.SnapshotContract;
import dev.ashlar.contract.SnapshotDetailsContract;

class DuckDbSnapshotTest extends DuckDbRuns
        implements SnapshotContract, SnapshotDetailsContract, ChangelogContract, DocumentsContract {}
