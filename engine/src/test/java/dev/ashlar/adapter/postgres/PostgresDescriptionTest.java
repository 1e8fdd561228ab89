package dev.ashlar.adapter.postgres;

import dev.ashlar.contract.DescriptionContract;

final class PostgresDescriptionTest extends PostgresRuns implements DescriptionContract {}
