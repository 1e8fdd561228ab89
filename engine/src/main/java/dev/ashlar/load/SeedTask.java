package dev.ashlar.load;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.manifest.Node;
import dev.ashlar.plan.CompiledNode;
import dev.ashlar.plan.Plan;
import dev.ashlar.plan.PlanContext;
import dev.ashlar.plan.Planners;
import dev.ashlar.plan.RelationState;
import dev.ashlar.plan.Shape;
import dev.ashlar.plan.Step.LoadRows.Content;
import dev.ashlar.port.NodeTask;
import dev.ashlar.report.CatalogColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Seeds: the file is read and checked when the seed's turn has come. */
public final class SeedTask implements NodeTask {
    private final SeedFiles files;
    private final Hooks hooks;

    /** Renders the hooks of a seed; its SQL is empty. */
    public interface Hooks {
        CompiledNode compile(Node.Seed seed, Facts facts);
    }

    public SeedTask(SeedFiles files, Hooks hooks) {
        this.files = files;
        this.hooks = hooks;
    }

    @Override
    public Prepared prepare(Node node, Facts facts) {
        if (!(node instanceof Node.Seed seed)) throw new IllegalArgumentException(node.id() + " is no seed");
        return new Ready(hooks.compile(seed, facts), files.read(seed));
    }

    private record Ready(CompiledNode compiled, SeedTable table) implements Prepared {
        @Override
        public Plan begin(RelationState state, PlanContext context) {
            return Planners.seed(compiled, columns(context), state, context);
        }

        /** Texts are declared as long as the engine needs it. */
        private List<CatalogColumn> columns(PlanContext context) {
            List<CatalogColumn> columns = new ArrayList<>();
            List<Diagnostic> tooLong = new ArrayList<>();
            for (int i = 0; i < table.columns().size(); i++) {
                CatalogColumn column = table.columns().get(i);
                OptionalLong bytes = table.longest().get(i);
                if (bytes.isEmpty()) {
                    columns.add(column);
                    continue;
                }
                if (bytes.getAsLong() > context.types().longestText()) tooLong.add(tooLong(column, bytes, context));
                columns.add(
                        new CatalogColumn(column.name(), context.types().text(bytes.getAsLong()), column.comment()));
            }
            if (!tooLong.isEmpty()) throw new DiagnosticException(tooLong, null);
            return columns;
        }

        private Diagnostic tooLong(CatalogColumn column, OptionalLong bytes, PlanContext context) {
            return Diagnostic.error(
                    SourceLocation.ofFile(((Node.Seed) compiled.node()).file()),
                    "Column '" + column.name().name() + "' has a text of " + bytes.getAsLong()
                            + " bytes, and the longest of " + context.engine() + " has "
                            + context.types().longestText() + ".",
                    "Shorten it.");
        }

        @Override
        public Plan proceed(RelationState state, PlanContext context, Shape shape) {
            return Planners.seeded(compiled, state, context, shape);
        }

        @Override
        public Iterable<List<Object>> rows(Content content) {
            return table.rows();
        }
    }
}
