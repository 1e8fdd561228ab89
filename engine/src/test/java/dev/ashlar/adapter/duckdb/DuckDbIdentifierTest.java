package dev.ashlar.adapter.duckdb;

import dev.ashlar.contract.IdentifierContract;

final class DuckDbIdentifierTest extends DuckDbEngine implements IdentifierContract {}
