package dev.ashlar.adapter.jdbc;

import dev.ashlar.plan.AccessStatement;
import dev.ashlar.plan.BindingStatement;
import dev.ashlar.plan.ColumnStatement;
import dev.ashlar.plan.CommentStatement;
import dev.ashlar.plan.HistoryStatement;
import dev.ashlar.plan.IntervalStatement;
import dev.ashlar.plan.LoadStatement;
import dev.ashlar.plan.MarkerStatement;
import dev.ashlar.plan.RelationStatement;
import dev.ashlar.plan.RowStatement;
import dev.ashlar.plan.Statement;
import dev.ashlar.plan.TransactionStatement;
import dev.ashlar.report.RowCounts;

/** What the number of rows that a driver reports means, by the kind of statement. */
final class StatementCounts {
    private StatementCounts() {}

    /** @param rows -1 where the engine does not tell */
    static RowCounts of(Statement statement, long rows) {
        return switch (statement) {
            case RelationStatement.CreateTableAs s -> inserted(rows);
            case RelationStatement.CreateTemporaryTableAs s -> RowCounts.NONE;
            case RowStatement.InsertFrom s -> inserted(rows);
            case RowStatement.DeleteRows s -> new RowCounts(0, 0, rows);
            case RowStatement.DeleteInterval s -> new RowCounts(0, 0, rows);
            case RowStatement.DeleteMatching s -> new RowCounts(0, 0, rows);
            case RowStatement.DeleteKeys s -> new RowCounts(0, 0, rows);
            // what became of each key was counted before
            case RowStatement.ApplyOperations s -> new RowCounts(0, rows, 0);
            case RowStatement.DeleteBefore s -> RowCounts.NONE;
            case RowStatement.MergeInto s -> new RowCounts(rows < 0 ? -1 : 0, rows, 0);
            case RowStatement.UpdateMatching s -> new RowCounts(0, rows, 0);
            case AccessStatement s -> RowCounts.NONE;
            case BindingStatement s -> RowCounts.NONE;
            case CommentStatement s -> RowCounts.NONE;
            case IntervalStatement s -> RowCounts.NONE;
            case MarkerStatement s -> RowCounts.NONE;
            case TransactionStatement s -> RowCounts.NONE;
            case Statement.RawSql s -> of(s, rows);
            case RelationStatement.CreateSchema s -> RowCounts.NONE;
            case RelationStatement.DropSchema s -> RowCounts.NONE;
            case RelationStatement.CreateTable s -> RowCounts.NONE;
            case RelationStatement.CreateView s -> RowCounts.NONE;
            case RelationStatement.ReplaceView s -> RowCounts.NONE;
            case RelationStatement.RenameTable s -> RowCounts.NONE;
            case RelationStatement.RenameView s -> RowCounts.NONE;
            case RelationStatement.DropTable s -> RowCounts.NONE;
            case RelationStatement.DropView s -> RowCounts.NONE;
            case RelationStatement.DropTableIfExists s -> RowCounts.NONE;
            case RelationStatement.DropViewIfExists s -> RowCounts.NONE;
            case ColumnStatement.AddColumn s -> RowCounts.NONE;
            case ColumnStatement.DropColumn s -> RowCounts.NONE;
            case ColumnStatement.WidenColumn s -> RowCounts.NONE;
            case ColumnStatement.RetypeColumn s -> RowCounts.NONE;
            case ColumnStatement.SetColumn s -> new RowCounts(0, rows, 0);
            case HistoryStatement.StageVersions s -> RowCounts.NONE;
            case HistoryStatement.StageMoments s -> RowCounts.NONE;
            case HistoryStatement.RebuildVersions s -> RowCounts.NONE;
            case HistoryStatement.CloseVersions s -> new RowCounts(0, rows, 0);
            case HistoryStatement.FillVersions s -> new RowCounts(0, rows, 0);
            case RelationStatement.RenameIndex s -> RowCounts.NONE;
            case RelationStatement.RenameIndexes s -> RowCounts.NONE;
            case RelationStatement.DropIndex s -> RowCounts.NONE;
            case RelationStatement.CreateIndex s -> RowCounts.NONE;
            case RelationStatement.Analyze s -> RowCounts.NONE;
            case RelationStatement.CreateMaterializedView s -> inserted(rows);
            case RelationStatement.RenameMaterializedView s -> RowCounts.NONE;
            case RelationStatement.DropMaterializedView s -> RowCounts.NONE;
            case RelationStatement.DropMaterializedViewIfExists s -> RowCounts.NONE;
            case RelationStatement.RefreshMaterializedView s -> RowCounts.NONE;
            case LoadStatement.TypeRecords s -> inserted(rows);
            case LoadStatement.TypeFiles s -> inserted(rows);
            case LoadStatement.NumberRecords s -> RowCounts.NONE;
            case LoadStatement.DeleteUnfit s -> RowCounts.NONE;
            case LoadStatement.StageFiles s -> RowCounts.NONE;
            case LoadStatement.StageParquet s -> RowCounts.NONE;
            case LoadStatement.StageRejects s -> RowCounts.NONE;
            case LoadStatement.CreateRejects s -> RowCounts.NONE;
            case LoadStatement.KeepRejects s -> RowCounts.ofRejects(rows);
            case LoadStatement.RecordLoads s -> RowCounts.NONE;
            case LoadStatement.DeleteBatches s -> new RowCounts(0, 0, rows);
            case LoadStatement.ForgetRejects s -> RowCounts.NONE;
            case LoadStatement.ForgetFiles s -> RowCounts.NONE;
        };
    }

    private static RowCounts of(Statement.RawSql statement, long rows) {
        return switch (statement.moves()) {
            case NONE, UNTOLD -> RowCounts.UNKNOWN;
            case INSERTED -> inserted(rows);
            case UPDATED -> new RowCounts(0, rows, 0);
            case DELETED -> new RowCounts(0, 0, rows);
        };
    }

    private static RowCounts inserted(long rows) {
        return new RowCounts(rows, 0, 0);
    }
}
