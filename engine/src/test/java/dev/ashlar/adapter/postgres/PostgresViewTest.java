package dev.ashlar.adapter.postgres;

import dev.ashlar.contract.ViewContract;

final class PostgresViewTest extends PostgresRuns implements ViewContract {}
