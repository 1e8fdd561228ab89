package dev.ashlar.run;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.diagnostic.SourceMap;
import dev.ashlar.manifest.Node;
import dev.ashlar.plan.CompiledNode;
import dev.ashlar.plan.FailedCandidate;
import dev.ashlar.plan.Plan;
import dev.ashlar.plan.PlanContext;
import dev.ashlar.plan.RelationState;
import dev.ashlar.plan.Shape;
import dev.ashlar.port.NodeTask;
import dev.ashlar.port.RunRecords.Marker;

/** Publishes the candidate of a node that failed its tests, if the node's SQL is still what it was built from. */
public final class KeptTask implements NodeTask {
    private final Compiler compiler;
    private final Marker kept;

    /** Renders the node as in any run. */
    public interface Compiler {
        CompiledNode compile(Node node, Facts facts);
    }

    /** @param kept the marker of the candidate */
    public KeptTask(Compiler compiler, Marker kept) {
        this.compiler = compiler;
        this.kept = kept;
    }

    @Override
    public Prepared prepare(Node node, Facts facts) {
        CompiledNode compiled = compiler.compile(node, facts);
        if (!compiled.checksum().equals(kept.checksum())) {
            throw new DiagnosticException(Diagnostic.error(
                    node.header().location(),
                    "Cannot publish '" + node.name()
                            + "': its SQL is not the one that its failed candidate was built from.",
                    "Build it again with 'ashlar build --select " + node.name() + "'."));
        }
        return new Ready(compiled);
    }

    @Override
    public String deed() {
        return "publish";
    }

    private record Ready(CompiledNode compiled) implements Prepared {
        @Override
        public String sql() {
            return compiled.sql();
        }

        @Override
        public SourceMap map() {
            return compiled.map();
        }

        @Override
        public Plan begin(RelationState state, PlanContext context) {
            return FailedCandidate.begin(compiled, state, context);
        }

        @Override
        public Plan proceed(RelationState state, PlanContext context, Shape shape) {
            return FailedCandidate.proceed(compiled, state, context, shape);
        }
    }
}
