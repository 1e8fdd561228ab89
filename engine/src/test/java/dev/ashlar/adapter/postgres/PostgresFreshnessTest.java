package dev.ashlar.adapter.postgres;

import dev.ashlar.contract.FreshnessContract;

final class PostgresFreshnessTest extends PostgresEngine implements FreshnessContract {}
