package dev.ashlar.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.contract.TransactionContract;
import dev.ashlar.plan.TransactionStatement;
import dev.ashlar.port.WarehouseException;
import dev.ashlar.port.WarehouseException.Kind;
import dev.ashlar.port.WarehouseSession;
import java.util.List;
import org.junit.jupiter.api.Test;

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

    @Test
    void aTransactionGoesInOneTurn() {
        try (WarehouseSession session = warehouse().open()) {
            createTable(session, "t", "select 1 as a");
            assertThat(session.takesTransactions()).isTrue();
            session.runTransaction(List.of(
                    "begin",
                    "insert into " + relation("t") + " values (2) -- a comment; of mine",
                    "insert into " + relation("t") + " values (length('a;b'))",
                    "commit"));
            assertThat(count("t")).isEqualTo(3);

            session.run(new TransactionStatement.Begin());
            assertThat(session.takesTransactions()).isFalse();
            session.run(new TransactionStatement.Rollback());
        }
    }

    @Test
    void ofATransactionInOneTurnNothingIsLeftThatFailsAtAnyStatement() {
        try (WarehouseSession session = warehouse().open();
                WarehouseSession other = warehouse().open()) {
            createTable(session, "t", "select 1 as a");
            String insert = "insert into " + relation("t") + " values (2)";
            String wrong = "insert into " + relation("missing") + " values (2)";
            for (List<String> words :
                    List.of(List.of("begin", wrong, insert, "commit"), List.of("begin", insert, wrong, "commit"))) {
                assertThatThrownBy(() -> session.runTransaction(words))
                        .isInstanceOfSatisfying(
                                WarehouseException.class,
                                e -> assertThat(e.kind()).isEqualTo(Kind.STATEMENT));
                assertThat(session.takesTransactions()).isFalse();
                session.run(new TransactionStatement.Rollback());
                assertThat(count("t")).isEqualTo(1);
            }
            dropMeanwhile(other);
            assertThatThrownBy(() -> session.runTransaction(List.of("begin", insert, "commit")))
                    .isInstanceOfSatisfying(
                            WarehouseException.class, e -> assertThat(e.kind()).isEqualTo(Kind.RETRYABLE));
            session.run(new TransactionStatement.Rollback());
            assertThat(count("t")).isEqualTo(1);
            session.run(new TransactionStatement.Begin());
            session.run(new TransactionStatement.Rollback());
        }
    }

    @Override
    public void dropMeanwhile(WarehouseSession other) {
        other.runText("create table " + relation("dropped") + " (a integer)");
    }
}
