package dev.ashlar.adapter.redshift;

import dev.ashlar.contract.LoadLedgerContract;

class RedshiftLoadLedgerTest extends RedshiftFiles implements LoadLedgerContract {
    @Override
    public boolean widensInPlace() {
        return false;
    }
}
