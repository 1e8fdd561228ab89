package dev.ashlar.adapter.duckdb;

import dev.ashlar.contract.SeedFileContract;

final class DuckDbSeedFileTest extends DuckDbFiles implements SeedFileContract {}
