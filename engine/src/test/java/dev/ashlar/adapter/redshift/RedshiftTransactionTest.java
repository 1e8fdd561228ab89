package dev.ashlar.adapter.redshift;

import dev.ashlar.contract.TransactionContract;
import dev.ashlar.port.WarehouseSession;
import dev.ashlar.wire.Fault;

/**
 * A drop would wait for the other session, and no two transactions can be made to break the order of others at a given
 * commit, so the front refuses the commit in the words of the server.
 */
class RedshiftTransactionTest extends RedshiftEngine implements TransactionContract {
    @Override
    public void dropMeanwhile(WarehouseSession other) {
        front().proxy()
                .whenBegins(
                        "commit",
                        Fault.fail(
                                "XX000",
                                "1023 DETAIL: Serializable isolation violation on table - 100088 in Redshift"));
    }
}
