package dev.ashlar.adapter.postgres;

import dev.ashlar.contract.CustomContract;

final class PostgresCustomTest extends PostgresRuns implements CustomContract {}
