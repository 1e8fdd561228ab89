package dev.ashlar.adapter.postgres;

import dev.ashlar.contract.SeedContract;

final class PostgresSeedTest extends PostgresRuns implements SeedContract {}
