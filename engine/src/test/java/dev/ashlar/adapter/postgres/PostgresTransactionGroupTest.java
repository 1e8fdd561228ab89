package dev.ashlar.adapter.postgres;

import dev.ashlar.contract.TransactionGroupContract;

final class PostgresTransactionGroupTest extends PostgresRuns implements TransactionGroupContract {}
