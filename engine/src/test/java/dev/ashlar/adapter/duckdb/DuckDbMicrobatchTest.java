package dev.ashlar.adapter.duckdb;

import dev.ashlar.contract.MicrobatchContract;

class DuckDbMicrobatchTest extends DuckDbRuns implements MicrobatchContract {}
