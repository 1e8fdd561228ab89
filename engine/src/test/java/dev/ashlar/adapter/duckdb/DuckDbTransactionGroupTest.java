package dev.ashlar.adapter.duckdb;

import dev.ashlar.contract.TransactionGroupContract;

class DuckDbTransactionGroupTest extends DuckDbRuns implements TransactionGroupContract {}
