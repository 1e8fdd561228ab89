package dev.ashlar.adapter.duckdb;

import dev.ashlar.contract.TableContract;

class DuckDbTableTest extends DuckDbRuns implements TableContract {}
