package dev.ashlar.adapter.duckdb;

import dev.ashlar.contract.PublicationContract;

class DuckDbPublicationTest extends DuckDbRuns implements PublicationContract {}
