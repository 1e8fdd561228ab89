package dev.ashlar.adapter.duckdb;

import dev.ashlar.contract.SeedContract;

class DuckDbSeedTest extends DuckDbRuns implements SeedContract {}
