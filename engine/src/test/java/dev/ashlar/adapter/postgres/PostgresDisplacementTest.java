package dev.ashlar.adapter.postgres;

import dev.ashlar.contract.DisplacementContract;

final class PostgresDisplacementTest extends PostgresRuns implements DisplacementContract {}
