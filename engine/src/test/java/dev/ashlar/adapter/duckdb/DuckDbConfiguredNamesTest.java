package dev.ashlar.adapter.duckdb;

import dev.ashlar.contract.ConfiguredNamesContract;

class DuckDbConfiguredNamesTest extends DuckDbRuns implements ConfiguredNamesContract {}
