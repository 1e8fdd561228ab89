package dev.ashlar.adapter.postgres;

import dev.ashlar.contract.PublicationContract;

final class PostgresPublicationTest extends PostgresRuns implements PublicationContract {}
