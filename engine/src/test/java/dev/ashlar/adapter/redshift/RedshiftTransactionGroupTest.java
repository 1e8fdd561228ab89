package dev.ashlar.adapter.redshift;

import dev.ashlar.contract.TransactionGroupContract;

class RedshiftTransactionGroupTest extends RedshiftRuns implements TransactionGroupContract {}
