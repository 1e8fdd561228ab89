package dev.ashlar.adapter.redshift;

import dev.ashlar.contract.FreshnessContract;

class RedshiftFreshnessTest extends RedshiftEngine implements FreshnessContract {}
