package dev.ashlar.adapter.redshift;

import dev.ashlar.contract.ChangelogContract;
import dev.ashlar.contract.DocumentsContract;
import dev.ashlar.contract.SnapshotContract;
import dev.ashlar.contract.SnapshotDetailsContract;

class RedshiftSnapshotTest extends RedshiftRuns
        implements SnapshotContract, SnapshotDetailsContract, ChangelogContract, DocumentsContract {}
