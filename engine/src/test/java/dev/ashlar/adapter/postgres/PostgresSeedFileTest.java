package dev.ashlar.adapter.postgres;

import dev.ashlar.contract.SeedFileContract;

final class PostgresSeedFileTest extends PostgresFiles implements SeedFileContract {}
