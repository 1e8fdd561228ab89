package dev.ashlar.adapter.postgres;

import dev.ashlar.contract.ParallelBatchesContract;

final class PostgresParallelBatchesTest extends PostgresRuns implements ParallelBatchesContract {}
