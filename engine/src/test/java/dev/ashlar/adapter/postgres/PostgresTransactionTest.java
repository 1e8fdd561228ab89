package dev.ashlar.adapter.postgres;

import dev.ashlar.contract.TransactionContract;
import dev.ashlar.port.WarehouseSession;

/** A commit fails here by a deferred trigger that raises a serialization failure: a drop would wait for the other session. */
final class PostgresTransactionTest extends PostgresEngine implements TransactionContract {
    @Override
    public void createTable(WarehouseSession session, String name, String select) {
        TransactionContract.super.createTable(session, name, select);
        if (!name.equals("t")) return;
        session.runText("create or replace function " + relation("judge") + "() returns trigger language plpgsql as $$"
                + " begin if to_regclass('" + relation("dropped").quoted() + "') is not null then"
                + " raise exception 'could not serialize' using errcode = '40001'; end if; return null; end $$");
        session.runText("create constraint trigger judged after insert on " + relation("t")
                + " deferrable initially deferred for each row execute function " + relation("judge") + "()");
    }

    @Override
    public void dropMeanwhile(WarehouseSession other) {
        other.runText("create table " + relation("dropped") + " (a integer)");
    }
}
