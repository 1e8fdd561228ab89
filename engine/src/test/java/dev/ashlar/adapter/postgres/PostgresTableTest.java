package dev.ashlar.adapter.postgres;

import dev.ashlar.contract.TableContract;

final class PostgresTableTest extends PostgresRuns implements TableContract {}
