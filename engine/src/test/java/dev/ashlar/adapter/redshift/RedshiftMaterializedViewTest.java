package dev.ashlar.adapter.redshift;

import dev.ashlar.contract.MaterializedViewContract;

final class RedshiftMaterializedViewTest extends RedshiftRuns implements MaterializedViewContract {}
