package dev.ashlar.adapter.duckdb;

import dev.ashlar.contract.FreshnessContract;

class DuckDbFreshnessTest extends DuckDbEngine implements FreshnessContract {}
