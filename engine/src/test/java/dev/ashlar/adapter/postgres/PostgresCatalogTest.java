package dev.ashlar.adapter.postgres;

import dev.ashlar.contract.CatalogContract;

final class PostgresCatalogTest extends PostgresEngine implements CatalogContract {}
