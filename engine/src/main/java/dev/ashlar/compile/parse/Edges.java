package dev.ashlar.compile.parse;

import dev.ashlar.compile.ReferenceText;
import dev.ashlar.compile.parse.NodeIndex.Found;
import dev.ashlar.compile.properties.Declarations.Written;
import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.manifest.Hook;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.TemplateText;
import dev.ashlar.port.ModelTemplates.Reference;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Resolves references to edges of the DAG, and asks the {@link ReadingRules} of each. */
final class Edges {
    private final ParseContext context;
    private final NodeIndex index;
    private final ReadingRules rules;

    Edges(ParseContext context, NodeIndex index, ReadingRules rules) {
        this.context = context;
        this.index = index;
        this.rules = rules;
    }

    /** Everything the node's template and hooks name, in the order first met. */
    List<NodeId> of(Draft draft, List<Hook> hooks) {
        Set<NodeId> edges = new LinkedHashSet<>();
        for (Reference reference : draft.facts().references())
            resolve(draft, reference).ifPresent(edges::add);
        for (TemplateFacts.NamedNodes named : draft.facts().dependsOn()) {
            for (String name : named.names()) {
                Reference reference = ReferenceText.parse(name, named.at())
                        .orElseGet(() -> new Reference.ToNode("", name, "", named.at()));
                resolve(draft, reference).ifPresent(edges::add);
            }
        }
        for (Reference literal : draft.facts().literals()) {
            if (index.find(literal) instanceof Found.Disabled) continue; // in a branch not taken
            resolve(draft, literal).ifPresent(edges::add);
        }
        OrphanRule.parent(draft).flatMap(parent -> resolve(draft, parent)).ifPresent(parent -> {
            if (!parent.equals(draft.id())) edges.add(parent);
            else context.diagnostics().add(OrphanRule.ofItself(draft));
        });
        for (Hook hook : hooks) edges.addAll(inText(draft, hook.sql(), hook.at()));
        return new ArrayList<>(edges);
    }

    private List<NodeId> inText(Draft draft, String text, SourceLocation at) {
        List<NodeId> edges = new ArrayList<>();
        for (Reference reference : literals(text, at)) {
            resolve(draft, reference).filter(id -> !id.equals(draft.id())).ifPresent(edges::add);
        }
        return edges;
    }

    /** References of a text that is rendered later: a hook, a condition. */
    List<Reference> literals(String text, SourceLocation at) {
        if (!context.templates().isTemplate(text)) return List.of();
        return context.templates()
                .literalReferences(new TemplateText(at.file(), text, Math.max(1, at.line()), Math.max(1, at.column())));
    }

    private Optional<NodeId> resolve(Draft reader, Reference reference) {
        return switch (index.find(reference)) {
            case Found.ToDraft to -> {
                rules.check(reader, to.draft(), reference.at());
                yield Optional.of(to.draft().id());
            }
            case Found.ToSource to -> {
                rules.check(reader, to.source(), reference.at());
                yield Optional.of(to.source().id());
            }
            case Found.Disabled disabled -> {
                if (reader.isEnabled()) context.diagnostics().add(disabled.problem());
                yield Optional.empty();
            }
            case Found.Nothing nothing -> {
                if (reader.isEnabled()) context.diagnostics().add(nothing.problem());
                yield Optional.empty();
            }
        };
    }

    /** The node a reference means, whoever reads it; reported when there is none. */
    Optional<NodeId> plain(Reference reference) {
        return switch (index.find(reference)) {
            case Found.ToDraft to -> Optional.of(to.draft().id());
            case Found.ToSource to -> Optional.of(to.source().id());
            case Found.Disabled disabled -> {
                context.diagnostics().add(disabled.problem());
                yield Optional.empty();
            }
            case Found.Nothing nothing -> {
                context.diagnostics().add(nothing.problem());
                yield Optional.empty();
            }
        };
    }

    /** A text that must be a reference, as {@code depends_on} of exposures holds. */
    Optional<NodeId> written(Written written, String what) {
        Optional<Reference> reference = ReferenceText.parse(written.text(), written.at());
        if (reference.isEmpty()) {
            context.error(
                    written.at(),
                    what + " names '" + written.text() + "', which is no reference.",
                    "Write ref(\"model\") or source(\"source\", \"table\").");
            return Optional.empty();
        }
        return plain(reference.get());
    }
}
