package dev.ashlar.adapter.duckdb;

import dev.ashlar.contract.TransactionContract;

final class DuckDbTransactionTest extends DuckDbEngine implements TransactionContract {}
