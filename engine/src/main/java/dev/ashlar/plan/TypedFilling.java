package dev.ashlar.plan;

import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.LoadStatement.Lifetime;
import dev.ashlar.plan.Step.Stage;
import java.util.ArrayList;
import java.util.List;

/** On an engine that reads files itself: a table is made of the rows that fit. */
interface TypedFilling extends LoadFilling {
    List<Statement> typed(RelationName into, Lifetime lifetime);

    @Override
    default List<Step> lasting(RelationName table, List<Statement> ending) {
        List<Statement> statements = new ArrayList<>();
        statements.add(new TransactionStatement.Begin());
        statements.addAll(typed(table, Lifetime.LASTING));
        statements.addAll(ending);
        return List.of(new Stage(statements));
    }

    @Override
    default List<Step> temporary(RelationName table) {
        return List.of(new Stage(typed(table, Lifetime.TEMPORARY)));
    }
}
