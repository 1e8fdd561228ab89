package dev.ashlar.adapter.redshift;

import dev.ashlar.contract.DisplacementContract;

class RedshiftDisplacementTest extends RedshiftRuns implements DisplacementContract {}
