package dev.ashlar.adapter.postgres;

import dev.ashlar.contract.IdentifierContract;

final class PostgresIdentifierTest extends PostgresEngine implements IdentifierContract {}
