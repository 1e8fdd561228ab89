package dev.ashlar.adapter.postgres;

import dev.ashlar.contract.LoadLedgerContract;

final class PostgresLoadLedgerTest extends PostgresFiles implements LoadLedgerContract {}
