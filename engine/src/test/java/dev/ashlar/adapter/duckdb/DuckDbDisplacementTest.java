package dev.ashlar.adapter.duckdb;

import dev.ashlar.contract.DisplacementContract;

class DuckDbDisplacementTest extends DuckDbRuns implements DisplacementContract {}
