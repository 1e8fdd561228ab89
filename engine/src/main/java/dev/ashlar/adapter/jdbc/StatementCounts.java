package dev.ashlar.adapter.jdbc;

import dev.ashlar.plan.Statement;
import dev.ashlar.report.RowCounts;

/** What the number of rows that a driver reports means, by the kind of statement. */
final class StatementCounts {
    private StatementCounts() {}

    /** @param rows -1 where the engine does not tell */
    static RowCounts of(Statement statement, long rows) {
        return switch (statement) {
            case Statement.CreateTableAs s -> inserted(rows);
            case Statement.CreateTemporaryTableAs s -> RowCounts.NONE;
            case Statement.InsertFrom s -> inserted(rows);
            case Statement.DeleteRows s -> new RowCounts(0, 0, rows);
            case Statement.DeleteMatching s -> new RowCounts(0, 0, rows);
            case Statement.MergeInto s -> new RowCounts(rows < 0 ? -1 : 0, rows, 0);
            case Statement.UpdateMatching s -> new RowCounts(0, rows, 0);
            case Statement.RawSql s -> RowCounts.UNKNOWN;
            case Statement.Begin s -> RowCounts.NONE;
            case Statement.Commit s -> RowCounts.NONE;
            case Statement.Rollback s -> RowCounts.NONE;
            case Statement.CreateSchema s -> RowCounts.NONE;
            case Statement.DropSchema s -> RowCounts.NONE;
            case Statement.CreateTable s -> RowCounts.NONE;
            case Statement.CreateView s -> RowCounts.NONE;
            case Statement.ReplaceView s -> RowCounts.NONE;
            case Statement.RenameTable s -> RowCounts.NONE;
            case Statement.RenameView s -> RowCounts.NONE;
            case Statement.DropTable s -> RowCounts.NONE;
            case Statement.DropView s -> RowCounts.NONE;
            case Statement.DropTableIfExists s -> RowCounts.NONE;
            case Statement.DropViewIfExists s -> RowCounts.NONE;
            case Statement.AddColumn s -> RowCounts.NONE;
            case Statement.DropColumn s -> RowCounts.NONE;
            case Statement.WidenColumn s -> RowCounts.NONE;
            case Statement.RetypeColumn s -> RowCounts.NONE;
            case Statement.SetColumn s -> new RowCounts(0, rows, 0);
            case Statement.StageVersions s -> RowCounts.NONE;
            case Statement.CloseVersions s -> new RowCounts(0, rows, 0);
            case Statement.FillVersions s -> new RowCounts(0, rows, 0);
            case Statement.RenameIndex s -> RowCounts.NONE;
            case Statement.DropIndex s -> RowCounts.NONE;
            case Statement.CreateIndex s -> RowCounts.NONE;
            case Statement.SetQueryGroup s -> RowCounts.NONE;
            case Statement.Analyze s -> RowCounts.NONE;
            case Statement.Grant s -> RowCounts.NONE;
            case Statement.Revoke s -> RowCounts.NONE;
            case Statement.GrantUsage s -> RowCounts.NONE;
            case Statement.RecordGrants s -> RowCounts.NONE;
            case Statement.SetOwner s -> RowCounts.NONE;
            case Statement.LockView s -> RowCounts.NONE;
            case Statement.LockTables s -> RowCounts.NONE;
            case Statement.RebindView s -> RowCounts.NONE;
            case Statement.RecreateView s -> RowCounts.NONE;
            case Statement.RecreateMaterializedView s -> RowCounts.NONE;
            case Statement.Restore s -> RowCounts.NONE;
            case Statement.CreateMaterializedView s -> inserted(rows);
            case Statement.RenameMaterializedView s -> RowCounts.NONE;
            case Statement.DropMaterializedView s -> RowCounts.NONE;
            case Statement.DropMaterializedViewIfExists s -> RowCounts.NONE;
            case Statement.RefreshMaterializedView s -> RowCounts.NONE;
            case Statement.AddForeignKey s -> RowCounts.NONE;
            case Statement.DropForeignKey s -> RowCounts.NONE;
            case Statement.CommentOnMaterializedView s -> RowCounts.NONE;
            case Statement.CommentOnTable s -> RowCounts.NONE;
            case Statement.CommentOnView s -> RowCounts.NONE;
            case Statement.CommentOnColumn s -> RowCounts.NONE;
            case Statement.RecordMarker s -> RowCounts.NONE;
            case Statement.TypeRecords s -> inserted(rows);
            case Statement.StageFiles s -> RowCounts.NONE;
            case Statement.StageRejects s -> RowCounts.NONE;
            case Statement.CreateRejects s -> RowCounts.NONE;
            case Statement.KeepRejects s -> RowCounts.NONE;
            case Statement.RecordLoads s -> RowCounts.NONE;
            case Statement.ForgetLoads s -> RowCounts.NONE;
            case Statement.ForgetMarker s -> RowCounts.NONE;
        };
    }

    private static RowCounts inserted(long rows) {
        return new RowCounts(rows, 0, 0);
    }
}
