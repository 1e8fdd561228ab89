package dev.ashlar.adapter.redshift;

import dev.ashlar.contract.IncrementalContract;

class RedshiftIncrementalTest extends RedshiftRuns implements IncrementalContract {}
