package dev.ashlar.adapter.postgres;

import dev.ashlar.contract.IncrementalContract;
import dev.ashlar.contract.OtherTypesContract;

final class PostgresIncrementalTest extends PostgresRuns implements IncrementalContract, OtherTypesContract {}
