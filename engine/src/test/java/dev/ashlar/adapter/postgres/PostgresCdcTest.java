package dev.ashlar.adapter.postgres;

import dev.ashlar.contract.CdcContract;

final class PostgresCdcTest extends PostgresRuns implements CdcContract {}
