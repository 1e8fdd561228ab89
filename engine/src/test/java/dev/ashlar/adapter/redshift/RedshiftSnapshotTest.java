package dev.ashlar.adapter.redshift;

import dev.ashlar.contract.ChangelogContract;
import dev.ashlar.contract.SnapshotContract;

class RedshiftSnapshotTest extends RedshiftRuns implements SnapshotContract, ChangelogContract {}
