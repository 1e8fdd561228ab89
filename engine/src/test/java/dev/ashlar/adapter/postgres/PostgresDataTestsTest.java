package dev.ashlar.adapter.postgres;

import dev.ashlar.contract.DataTestContract;

final class PostgresDataTestsTest extends PostgresRuns implements DataTestContract {}
