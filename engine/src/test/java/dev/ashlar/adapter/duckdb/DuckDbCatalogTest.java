package dev.ashlar.adapter.duckdb;

import dev.ashlar.contract.CatalogContract;

final class DuckDbCatalogTest extends DuckDbEngine implements CatalogContract {}
