package dev.ashlar.adapter.postgres;

import dev.ashlar.contract.BoundViewContract;

final class PostgresBoundViewTest extends PostgresRuns implements BoundViewContract {}
