package dev.ashlar.adapter.redshift;

import dev.ashlar.contract.IncrementalContract;
import dev.ashlar.contract.OtherTypesContract;

class RedshiftIncrementalTest extends RedshiftRuns implements IncrementalContract, OtherTypesContract {}
