package dev.ashlar.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.RelationStatement;
import dev.ashlar.plan.RowStatement;
import dev.ashlar.plan.Statement;
import dev.ashlar.plan.TransactionStatement;
import dev.ashlar.port.WarehouseException;
import dev.ashlar.port.WarehouseException.Kind;
import dev.ashlar.port.WarehouseSession;
import dev.ashlar.report.RowCounts;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Transactions are kept whole, and nothing is lost in silence. */
public interface TransactionContract extends EngineContract {
    @Test
    default void theNameOfATemporaryTableReachesNoOther() {
        RelationName batch = RelationName.temporary("t__batch");
        Statement drop = new RelationStatement.DropTableIfExists(batch);
        try (WarehouseSession session = warehouse().open()) {
            session.run(new RelationStatement.CreateTemporaryTableAs(batch, "select 1 as a", ""));
            session.run(drop);
            // what the name means where no session made a temporary table of it
            session.runText("create temporary table t__batch as select 2 as a");
            session.run(drop);
            assertThat(session.read("select a from t__batch", 2).rows()).hasSize(1);
            session.runText("drop table t__batch");

            session.run(new TransactionStatement.Begin());
            session.run(new RelationStatement.CreateTemporaryTableAs(batch, "select 3 as a", ""));
            session.run(new TransactionStatement.Rollback());
            session.runText("create temporary table t__batch as select 4 as a");
            session.run(drop);
            assertThat(session.read("select a from t__batch", 2).rows()).hasSize(1);
            session.runText("drop table t__batch");
        }
    }

    @Test
    default void othersSeeATransactionOnlyAfterItsCommit() {
        try (WarehouseSession session = warehouse().open()) {
            createTable(session, "t", "select 1 as a");
            session.run(new TransactionStatement.Begin());
            session.runText("insert into " + relation("t") + " values (2)");
            assertThat(count("t")).isEqualTo(1);
            session.run(new TransactionStatement.Commit());
            assertThat(count("t")).isEqualTo(2);
        }
    }

    @Test
    default void rollsBackTablesAsWellAsRows() {
        try (WarehouseSession session = warehouse().open()) {
            session.run(new TransactionStatement.Begin());
            createTable(session, "t", "select 1 as a");
            session.run(new TransactionStatement.Rollback());
        }
        assertThat(warehouse().catalogOf(relation("t")).find(relation("t"))).isEmpty();
    }

    @Test
    default void refusesToCommitAfterAFailedStatement() {
        try (WarehouseSession session = warehouse().open()) {
            createTable(session, "t", "select 1 as a");
            session.run(new TransactionStatement.Begin());
            session.runText("insert into " + relation("t") + " values (2)");
            assertThatThrownBy(() -> session.runText("select no_such_column from " + relation("t")))
                    .isInstanceOf(WarehouseException.class);
            assertThatThrownBy(() -> session.run(new TransactionStatement.Commit()))
                    .isInstanceOf(WarehouseException.class)
                    .hasMessage("Not committed: a statement of this transaction failed, so only a rollback will do.");
            session.run(new TransactionStatement.Rollback());
            assertThat(count("t")).isEqualTo(1);
        }
    }

    @Test
    default void refusesFurtherStatementsAfterAFailedOneUntilTheRollback() {
        try (WarehouseSession session = warehouse().open()) {
            createTable(session, "t", "select 1 as a");
            session.run(new TransactionStatement.Begin());
            assertThatThrownBy(() -> session.runText("select 1 from " + relation("missing")))
                    .isInstanceOf(WarehouseException.class);
            assertThatThrownBy(() -> session.runText("select 1")).hasMessageContaining("only a rollback will do");
            session.run(new TransactionStatement.Rollback());
            assertThat(session.read("select count(*) from " + relation("t"), 1).rows())
                    .hasSize(1);
        }
    }

    @Test
    default void aSessionIsOfUseAgainAfterACommitThatFailed() {
        try (WarehouseSession loser = warehouse().open();
                WarehouseSession winner = warehouse().open()) {
            createTable(winner, "t", "select 1 as a");
            createTable(winner, "other", "select 1 as a");
            loser.run(new TransactionStatement.Begin());
            loser.runText("insert into " + relation("t") + " values (2)");
            loser.runText("insert into " + relation("other") + " values (2)");
            dropMeanwhile(winner);
            assertThatThrownBy(() -> loser.run(new TransactionStatement.Commit()))
                    .isInstanceOfSatisfying(
                            WarehouseException.class, e -> assertThat(e.kind()).isEqualTo(Kind.RETRYABLE));
            loser.run(new TransactionStatement.Begin());
            loser.runText("insert into " + relation("other") + " values (3)");
            loser.run(new TransactionStatement.Rollback());
            assertThat(count("other")).isEqualTo(1);
            loser.run(new TransactionStatement.Begin());
            loser.runText("insert into " + relation("other") + " values (3)");
            loser.run(new TransactionStatement.Commit());
            assertThat(count("other")).isEqualTo(2);
        }
    }

    /** Makes the open transaction of another session, which has written to {@code t}, fail at its commit. */
    default void dropMeanwhile(WarehouseSession other) {
        other.run(new RelationStatement.DropTable(relation("t")));
    }

    @Test
    default void anOpenTransactionEndsWithItsSession() {
        try (WarehouseSession session = warehouse().open()) {
            createTable(session, "t", "select 1 as a");
            session.run(new TransactionStatement.Begin());
            session.runText("insert into " + relation("t") + " values (2)");
        }
        assertThat(count("t")).isEqualTo(1);
    }

    @Test
    default void refusesABeginWithinATransactionAndACommitOutsideOne() {
        try (WarehouseSession session = warehouse().open()) {
            assertThatThrownBy(() -> session.run(new TransactionStatement.Commit()))
                    .hasMessage("There is no transaction to commit.");
            session.run(new TransactionStatement.Begin());
            assertThatThrownBy(() -> session.run(new TransactionStatement.Begin()))
                    .hasMessage("A transaction is already open in this session.");
        }
    }

    @Test
    default void aRollbackWithoutTransactionDoesNothing() {
        try (WarehouseSession session = warehouse().open()) {
            assertThat(session.run(new TransactionStatement.Rollback())).isEqualTo(RowCounts.NONE);
        }
    }

    @Test
    default void countsTheRowsOfATableAndOfAnInsert() {
        try (WarehouseSession session = warehouse().open()) {
            RowCounts built = session.run(new RelationStatement.CreateTableAs(
                    relation("t"), "select 1 as a union all select 2", dev.ashlar.manifest.Node.Layout.NONE, ""));
            RowCounts added = session.run(new RowStatement.InsertFrom(
                    relation("t"),
                    List.of(new dev.ashlar.manifest.ColumnName("a")),
                    "select 3 union all select 4 union all select 5"));
            assertThat(List.of(built.inserted(), added.inserted())).isEqualTo(List.of(2L, 3L));
        }
    }
}
