package dev.ashlar.adapter.duckdb;

import dev.ashlar.contract.LoadLedgerContract;
import java.util.Optional;

class DuckDbLoadLedgerTest extends DuckDbFiles implements LoadLedgerContract {
    @Override
    public Optional<Integer> longestName() {
        return Optional.empty();
    }
}
