package dev.ashlar.adapter.redshift;

import dev.ashlar.contract.SeedContract;

class RedshiftSeedTest extends RedshiftRuns implements SeedContract {}
