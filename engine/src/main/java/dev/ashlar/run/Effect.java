package dev.ashlar.run;

import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.Statement;
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

    record Marked(Statement.RecordMarker marker) implements Effect {}

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
            case Statement.Begin s -> List.of();
            case Statement.Commit s -> List.of();
            case Statement.Rollback s -> List.of();
            case Statement.CreateSchema s -> List.of();
            case Statement.DropSchema s -> List.of();
            case Statement.CreateTemporaryTableAs s -> List.of(new Temporary(), new RowsMoved());
            case Statement.CreateTableAs s -> List.of(new Changed(s.table()), new RowsMoved());
            case Statement.CreateTable s -> List.of(new Changed(s.table()));
            case Statement.CreateView s -> List.of(new Changed(s.view(), Binding.POSSIBLE));
            case Statement.ReplaceView s -> List.of(new Changed(s.view(), Binding.POSSIBLE));
            case Statement.RenameTable s -> List.of(new Moved(s.from(), s.to(), Binding.NONE));
            case Statement.RenameView s -> List.of(new Moved(s.from(), s.to(), Binding.POSSIBLE));
            case Statement.DropTable s -> List.of(new Gone(s.table()));
            case Statement.DropView s -> List.of(new Gone(s.view()));
            case Statement.DropTableIfExists s -> List.of(new Gone(s.table()));
            case Statement.DropViewIfExists s -> List.of(new Gone(s.view()));
            case Statement.InsertFrom s -> List.of(new RowsMoved());
            // what follows fills the table again, and is counted
            case Statement.DeleteRows s -> List.of();
            case Statement.DeleteMatching s -> List.of(new RowsMoved());
            case Statement.MergeInto s -> List.of(new RowsMoved());
            case Statement.UpdateMatching s -> List.of(new RowsMoved());
            case Statement.AddColumn s -> List.of(new Changed(s.table()));
            case Statement.DropColumn s -> List.of(new Changed(s.table()));
            case Statement.WidenColumn s -> List.of(new Changed(s.table()));
            case Statement.RetypeColumn s -> List.of(new Changed(s.table()));
            case Statement.SetColumn s -> List.of();
            case Statement.StageVersions s -> List.of(new Temporary());
            case Statement.CloseVersions s -> List.of(new RowsMoved());
            case Statement.FillVersions s -> List.of();
            case Statement.RenameIndex s -> List.of();
            case Statement.DropIndex s -> List.of();
            case Statement.CreateIndex s -> List.of();
            case Statement.Grant s -> List.of(new Changed(s.relation()));
            case Statement.Revoke s -> List.of(new Changed(s.relation()));
            case Statement.GrantUsage s -> List.of();
            case Statement.RecordGrants s -> List.of();
            case Statement.SetOwner s -> List.of(new Changed(s.relation()));
            case Statement.LockView s -> List.of();
            case Statement.LockTables s -> List.of();
            case Statement.RebindView s -> List.of(new Changed(s.view(), Binding.POSSIBLE));
            case Statement.RecreateView s -> List.of(new Changed(s.view(), Binding.POSSIBLE));
            case Statement.RecreateMaterializedView s -> List.of(new Changed(s.view(), Binding.POSSIBLE));
            case Statement.Restore s -> List.of();
            case Statement.CreateMaterializedView s ->
                List.of(new Changed(s.view(), Binding.POSSIBLE), new RowsMoved());
            case Statement.RenameMaterializedView s -> List.of(new Moved(s.from(), s.to(), Binding.POSSIBLE));
            case Statement.DropMaterializedView s -> List.of(new Gone(s.view()));
            case Statement.DropMaterializedViewIfExists s -> List.of(new Gone(s.view()));
            case Statement.RefreshMaterializedView s -> List.of();
            case Statement.AddForeignKey s -> List.of(new Changed(s.table(), Binding.POSSIBLE));
            case Statement.DropForeignKey s -> List.of(new Changed(s.table(), Binding.POSSIBLE));
            case Statement.CommentOnMaterializedView s -> List.of();
            case Statement.CommentOnTable s -> List.of();
            case Statement.CommentOnView s -> List.of();
            case Statement.SetQueryGroup s -> List.of();
            case Statement.Analyze s -> List.of();
            case Statement.CommentOnColumn s -> List.of();
            case Statement.TypeRecords s -> List.of(new Changed(s.table()), new RowsMoved());
            case Statement.StageFiles s -> List.of();
            case Statement.StageRejects s -> List.of();
            case Statement.CreateRejects s -> List.of(new Changed(s.rejects()));
            case Statement.KeepRejects s -> List.of();
            case Statement.RecordLoads s -> List.of();
            case Statement.ForgetLoads s -> List.of();
            case Statement.RecordMarker s -> List.of(new Marked(s));
            case Statement.ForgetMarker s -> List.of(new Forgotten(s.relation()));
            case Statement.RawSql s -> List.of(new Changed(own, Binding.POSSIBLE));
        };
    }
}
