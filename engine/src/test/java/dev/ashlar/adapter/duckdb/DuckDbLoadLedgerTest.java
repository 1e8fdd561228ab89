package dev.ashlar.adapter.duckdb;

import dev.ashlar.contract.LoadLedgerContract;

class DuckDbLoadLedgerTest extends DuckDbFiles implements LoadLedgerContract {}
