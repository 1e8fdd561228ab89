package dev.ashlar.adapter.duckdb;

import dev.ashlar.contract.DescriptionContract;

final class DuckDbDescriptionTest extends DuckDbRuns implements DescriptionContract {}
