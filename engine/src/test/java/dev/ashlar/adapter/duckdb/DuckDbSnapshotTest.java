package dev.ashlar.adapter.duckdb;

import dev.ashlar.contract.ChangelogContract;
import dev.ashlar.contract.SnapshotContract;

class DuckDbSnapshotTest extends DuckDbRuns implements SnapshotContract, ChangelogContract {}
