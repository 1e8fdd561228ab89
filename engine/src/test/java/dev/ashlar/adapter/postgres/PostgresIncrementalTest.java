package dev.ashlar.adapter.postgres;

import dev.ashlar.contract.IncrementalContract;

final class PostgresIncrementalTest extends PostgresRuns implements IncrementalContract {}
