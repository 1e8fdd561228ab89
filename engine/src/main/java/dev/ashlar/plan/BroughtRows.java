package dev.ashlar.plan;

import dev.ashlar.manifest.Node.Layout;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.ColumnType.Moment;
import dev.ashlar.plan.ColumnType.Text;
import dev.ashlar.plan.ColumnType.Whole;
import dev.ashlar.plan.ColumnType.Width;
import dev.ashlar.plan.ColumnType.Zone;
import dev.ashlar.plan.LoadStatement.RowHash;
import dev.ashlar.plan.RelationStatement.ColumnDefinition;
import dev.ashlar.plan.Step.LoadRows;
import dev.ashlar.plan.Step.LoadRows.Content;
import dev.ashlar.plan.Step.Stage;
import dev.ashlar.report.CatalogColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** On an engine that does not read files: the task brings rows that it has read and judged itself. */
final class BroughtRows implements LoadFilling {
    private static final int HASH_LETTERS = 32;

    private final LoadWork work;

    BroughtRows(LoadWork work) {
        this.work = work;
    }

    @Override
    public List<Step> lasting(RelationName table, List<Statement> ending) {
        List<ColumnDefinition> definitions = columns().stream()
                .map(c -> new ColumnDefinition(c.name(), c.type(), List.of()))
                .toList();
        return List.of(
                new Stage(List.of(
                        new TransactionStatement.Begin(),
                        new RelationStatement.CreateTable(table, definitions, List.of(), Layout.NONE))),
                new LoadRows(table, columns(), Content.ROWS),
                new Stage(ending));
    }

    @Override
    public List<Step> temporary(RelationName table) {
        return temporary(table, columns(), Content.ROWS);
    }

    /** An empty temporary table, and its rows. */
    static List<Step> temporary(RelationName table, List<CatalogColumn> columns, Content content) {
        String empty = columns.stream()
                .map(c -> "cast(null as " + c.type() + ") as " + c.name())
                .collect(Collectors.joining(", ", "select ", " where 1 = 0"));
        return List.of(
                new Stage(List.of(new RelationStatement.CreateTemporaryTableAs(table, empty, ""))),
                new LoadRows(table, columns, content));
    }

    @Override
    public List<Step> rejects(RelationName kept) {
        List<CatalogColumn> columns = List.of(
                own("_file", text()),
                own("_row", new Whole(Width.BIG)),
                own("_loaded_at", new Moment(Zone.NONE)),
                own("_batch_id", new Whole(Width.BIG)),
                own("column_name", text()),
                own("reason", text()),
                own("original", text()));
        return List.of(new LoadRows(kept, columns, Content.REJECTS));
    }

    private List<CatalogColumn> columns() {
        List<CatalogColumn> columns = new ArrayList<>();
        work.load().columns().forEach(c -> columns.add(CatalogColumn.of(c.name().name(), c.declared())));
        columns.add(own("_file", text()));
        columns.add(own("_row", new Whole(Width.BIG)));
        columns.add(own("_loaded_at", new Moment(Zone.NONE)));
        columns.add(own("_batch_id", new Whole(Width.BIG)));
        if (work.load().rowHash() == RowHash.WRITTEN)
            columns.add(own("_row_hash", new Text(Optional.of(HASH_LETTERS))));
        return columns;
    }

    private static ColumnType text() {
        return new Text(Optional.empty());
    }

    private CatalogColumn own(String name, ColumnType type) {
        return CatalogColumn.of(name, work.context().types().declared(type).orElseThrow());
    }
}
