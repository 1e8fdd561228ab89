package dev.ashlar.run;

import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.AccessStatement;
import dev.ashlar.plan.BindingStatement;
import dev.ashlar.plan.ColumnStatement;
import dev.ashlar.plan.CommentStatement;
import dev.ashlar.plan.HistoryStatement;
import dev.ashlar.plan.IntervalStatement;
import dev.ashlar.plan.LoadStatement;
import dev.ashlar.plan.MarkerStatement;
import dev.ashlar.plan.MovedRows;
import dev.ashlar.plan.RelationStatement;
import dev.ashlar.plan.RowStatement;
import dev.ashlar.plan.Statement;
import dev.ashlar.plan.TransactionStatement;
import java.util.List;

/** What a statement does to what the run knows of the warehouse. */
sealed interface Effect {
    /** Made, or made different. */
    record Changed(RelationName relation, Binding binding) implements Effect {
        Changed(RelationName relation) {
            this(relation, Binding.NONE);
        }
    }

    /** Whether a relation may be bound to others now. */
    enum Binding {
        NONE,
        POSSIBLE
    }

    record Gone(RelationName relation) implements Effect {}

    record Moved(RelationName from, RelationName to, Binding binding) implements Effect {}

    record Marked(MarkerStatement.RecordMarker marker) implements Effect {}

    record Forgotten(RelationName relation) implements Effect {}

    /** Puts rows somewhere or takes them away: its row counts are the node's. */
    record RowsMoved() implements Effect {}

    /** Made something that lives only in the session. */
    record Temporary() implements Effect {}

    /**
     * @param own the relation of the node that the statement is sent for: what a user's statement did to it is not known
     */
    static List<Effect> of(Statement statement, RelationName own) {
        return switch (statement) {
            case TransactionStatement s -> List.of();
            case CommentStatement s -> List.of();
            case IntervalStatement s -> List.of();
            case RelationStatement.CreateSchema s -> List.of();
            case RelationStatement.DropSchema s -> List.of();
            case RelationStatement.CreateTemporaryTableAs s -> List.of(new Temporary(), new RowsMoved());
            case RelationStatement.CreateTableAs s -> List.of(new Changed(s.table()), new RowsMoved());
            case RelationStatement.CreateTable s -> List.of(new Changed(s.table()));
            case RelationStatement.CreateView s -> List.of(new Changed(s.view(), Binding.POSSIBLE));
            case RelationStatement.ReplaceView s -> List.of(new Changed(s.view(), Binding.POSSIBLE));
            case RelationStatement.RenameTable s -> List.of(new Moved(s.from(), s.to(), Binding.NONE));
            case RelationStatement.RenameView s -> List.of(new Moved(s.from(), s.to(), Binding.POSSIBLE));
            case RelationStatement.DropTable s -> List.of(new Gone(s.table()));
            case RelationStatement.DropView s -> List.of(new Gone(s.view()));
            case RelationStatement.DropTableIfExists s -> List.of(new Gone(s.table()));
            case RelationStatement.DropViewIfExists s -> List.of(new Gone(s.view()));
            case RowStatement.InsertFrom s -> List.of(new RowsMoved());
            // what follows fills the table again, and is counted
            case RowStatement.DeleteRows s -> List.of();
            case RowStatement.DeleteInterval s -> List.of(new RowsMoved());
            case RowStatement.DeleteMatching s -> List.of(new RowsMoved());
            case RowStatement.DeleteKeys s -> List.of(new RowsMoved());
            case RowStatement.ApplyOperations s -> List.of(new RowsMoved());
            case RowStatement.DeleteBefore s -> List.of();
            case RowStatement.MergeInto s -> List.of(new RowsMoved());
            case RowStatement.UpdateMatching s -> List.of(new RowsMoved());
            case ColumnStatement.AddColumn s -> List.of(new Changed(s.table()));
            case ColumnStatement.DropColumn s -> List.of(new Changed(s.table()));
            case ColumnStatement.WidenColumn s -> List.of(new Changed(s.table()));
            case ColumnStatement.RetypeColumn s -> List.of(new Changed(s.table()));
            case ColumnStatement.SetColumn s -> List.of();
            case HistoryStatement.StageVersions s -> List.of(new Temporary());
            case HistoryStatement.StageMoments s -> List.of(new Temporary());
            case HistoryStatement.RebuildVersions s -> List.of(new Temporary());
            case HistoryStatement.CloseVersions s -> List.of(new RowsMoved());
            case HistoryStatement.FillVersions s -> List.of();
            case RelationStatement.RenameIndex s -> List.of();
            case RelationStatement.RenameIndexes s -> List.of();
            case RelationStatement.DropIndex s -> List.of();
            case RelationStatement.CreateIndex s -> List.of();
            case AccessStatement.Grant s -> List.of(new Changed(s.relation()));
            case AccessStatement.Revoke s -> List.of(new Changed(s.relation()));
            case AccessStatement.RevokeAll s -> List.of(new Changed(s.relation()));
            case AccessStatement.GrantUsage s -> List.of();
            case AccessStatement.RecordGrants s -> List.of();
            case AccessStatement.SetOwner s -> List.of(new Changed(s.relation()));
            case BindingStatement.RebindView s -> List.of(new Changed(s.view(), Binding.POSSIBLE));
            case BindingStatement.RecreateView s -> List.of(new Changed(s.view(), Binding.POSSIBLE));
            case BindingStatement.RecreateMaterializedView s -> List.of(new Changed(s.view(), Binding.POSSIBLE));
            case BindingStatement.Restore s -> List.of();
            case RelationStatement.CreateMaterializedView s ->
                List.of(new Changed(s.view(), Binding.POSSIBLE), new RowsMoved());
            case RelationStatement.RenameMaterializedView s -> List.of(new Moved(s.from(), s.to(), Binding.POSSIBLE));
            case RelationStatement.DropMaterializedView s -> List.of(new Gone(s.view()));
            case RelationStatement.DropMaterializedViewIfExists s -> List.of(new Gone(s.view()));
            case RelationStatement.RefreshMaterializedView s -> List.of();
            case BindingStatement.AddForeignKey s -> List.of(new Changed(s.table(), Binding.POSSIBLE));
            case BindingStatement.DropForeignKey s -> List.of(new Changed(s.table(), Binding.POSSIBLE));
            case RelationStatement.Analyze s -> List.of();
            case LoadStatement.TypeRecords s -> List.of(new Changed(s.table()), new RowsMoved());
            case LoadStatement.TypeFiles s -> List.of(new Changed(s.table()), new RowsMoved());
            case LoadStatement.NumberRecords s -> List.of(new Changed(s.table()));
            case LoadStatement.DeleteUnfit s -> List.of(new RowsMoved());
            case LoadStatement.StageFiles s -> List.of();
            case LoadStatement.StageParquet s -> List.of();
            case LoadStatement.StageRejects s -> List.of();
            case LoadStatement.CreateRejects s -> List.of(new Changed(s.rejects()));
            case LoadStatement.KeepRejects s -> List.of(new RowsMoved());
            case LoadStatement.RecordLoads s -> List.of();
            case LoadStatement.DeleteBatches s -> List.of(new RowsMoved());
            case LoadStatement.ForgetRejects s -> List.of();
            case LoadStatement.ForgetFiles s -> List.of();
            case MarkerStatement.RecordMarker s -> List.of(new Marked(s));
            case MarkerStatement.ForgetMarker s -> List.of(new Forgotten(s.relation()));
            case Statement.RawSql s when s.moves() == MovedRows.NONE -> List.of(new Changed(own, Binding.POSSIBLE));
            case Statement.RawSql s -> List.of(new Changed(own, Binding.POSSIBLE), new RowsMoved());
        };
    }
}
