package dev.ashlar.adapter.duckdb;

import dev.ashlar.contract.IncrementalContract;

class DuckDbIncrementalTest extends DuckDbRuns implements IncrementalContract {}
