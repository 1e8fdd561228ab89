package dev.ashlar.adapter.duckdb;

import dev.ashlar.contract.CdcContract;

class DuckDbCdcTest extends DuckDbRuns implements CdcContract {}
