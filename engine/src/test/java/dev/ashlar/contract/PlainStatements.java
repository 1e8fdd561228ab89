package dev.ashlar.contract;

import dev.ashlar.plan.Statement;
import dev.ashlar.port.StatementRenderer;

/** Words the few statements that the contracts of sessions need, so that they hold without the engine's templates. */
public final class PlainStatements implements StatementRenderer {
    @Override
    public String render(Statement statement) {
        return switch (statement) {
            case Statement.Begin s -> "begin";
            case Statement.Commit s -> "commit";
            case Statement.Rollback s -> "rollback";
            case Statement.CreateSchema s ->
                "create schema if not exists \"" + s.schema().replace("\"", "\"\"") + "\"";
            case Statement.CreateTableAs s -> "create table " + s.table() + " as\n" + s.sql();
            case Statement.InsertFrom s -> "insert into " + s.target() + "\n" + s.sql();
            case Statement.DropTable s -> "drop table " + s.table();
            case Statement.RenameTable s ->
                "alter table " + s.from() + " rename to " + dev.ashlar.manifest.RelationName.quote(s.to().identifier());
            default -> throw new IllegalArgumentException("No contract of sessions sends " + statement);
        };
    }
}
