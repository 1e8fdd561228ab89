package dev.ashlar.adapter.duckdb;

import dev.ashlar.contract.IncrementalContract;
import dev.ashlar.contract.OtherTypesContract;

class DuckDbIncrementalTest extends DuckDbRuns implements IncrementalContract, OtherTypesContract {}
