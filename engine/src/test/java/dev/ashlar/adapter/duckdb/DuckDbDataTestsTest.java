package dev.ashlar.adapter.duckdb;

import dev.ashlar.contract.DataTestContract;

class DuckDbDataTestsTest extends DuckDbRuns implements DataTestContract {}
