package dev.ashlar.adapter.duckdb;

import dev.ashlar.contract.CustomContract;

class DuckDbCustomTest extends DuckDbRuns implements CustomContract {}
