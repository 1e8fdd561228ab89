package dev.ashlar.adapter.postgres;

import dev.ashlar.contract.ConfiguredNamesContract;

class PostgresConfiguredNamesTest extends PostgresRuns implements ConfiguredNamesContract {}
