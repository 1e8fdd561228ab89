package dev.ashlar.adapter.duckdb;

import dev.ashlar.contract.ParallelBatchesContract;

class DuckDbParallelBatchesTest extends DuckDbRuns implements ParallelBatchesContract {}
