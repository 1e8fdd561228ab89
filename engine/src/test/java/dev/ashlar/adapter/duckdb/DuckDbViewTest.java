package dev.ashlar.adapter.duckdb;

import dev.ashlar.contract.ViewContract;

class DuckDbViewTest extends DuckDbRuns implements ViewContract {}
