package dev.ashlar.compile.parse;

import dev.ashlar.compile.TemplateWorld;
import dev.ashlar.compile.cache.Decoder;
import dev.ashlar.compile.cache.Encoder;
import dev.ashlar.compile.cache.Kept;
import dev.ashlar.compile.parse.TemplateFacts.ConfigCall;
import dev.ashlar.compile.parse.TemplateFacts.NamedNodes;
import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.manifest.TemplateText;
import dev.ashlar.port.ModelTemplates.Reference;
import dev.ashlar.port.ParseCache;
import dev.ashlar.port.ProjectSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Remembers the facts of templates for as long as nothing they depend on has changed: their text, the target, every macro
 * file, and each variable, environment variable and doc block that was asked for. What was answered is remembered
 * by digest only: it may be a secret.
 */
final class KeptTemplates implements TemplateCache {
    private static final int TO_NODE = 0;
    private static final int TO_SOURCE = 1;
    private static final int TO_REJECTS = 2;

    private final TemplateWorld world;
    private final String surroundings;
    private final Kept kept;

    KeptTemplates(ProjectSource source, TemplateWorld world, ParseCache cache) {
        this.world = world;
        this.surroundings = surroundings(source, world);
        this.kept = new Kept(
                cache, "templates_" + hex(Kept.digest(world.target().name())).substring(0, 16));
    }

    private static String surroundings(ProjectSource source, TemplateWorld world) {
        StringBuilder all = new StringBuilder(new TreeMap<>(world.targetFacts()).toString());
        for (String folder : List.of("macros", "tests/generic")) {
            for (ProjectSource.FileEntry file : source.files(folder)) {
                if (!file.path().endsWith(".ftl")) continue;
                all.append('\n').append(hex(Kept.digest(file.path(), source.read(file.path()))));
            }
        }
        return hex(Kept.digest(all.toString()));
    }

    private static String hex(byte[] digest) {
        return HexFormat.of().formatHex(digest);
    }

    @Override
    public Optional<TemplateFacts> find(TemplateText template) {
        Optional<byte[]> found = kept.find(template.file(), digest(template));
        if (found.isEmpty()) return Optional.empty();
        try {
            Decoder in = new Decoder(found.get());
            if (isAsBefore(in)) return Optional.of(facts(in));
        } catch (RuntimeException ignored) { // of another form: rendered again
            kept.drop(template.file());
            return Optional.empty();
        }
        kept.drop(template.file());
        return Optional.empty();
    }

    @Override
    public void keep(TemplateText template, TemplateFacts facts, Asked asked) {
        if (asked.timed()) return;
        Encoder out = new Encoder();
        names(asked.vars(), out);
        names(asked.environment(), out);
        names(asked.docs(), out);
        out.bytes(answers(
                List.copyOf(asked.vars().values()),
                List.copyOf(asked.environment().values()),
                List.copyOf(asked.docs().values())));
        facts(facts, out);
        kept.put(template.file(), digest(template), out.done());
    }

    @Override
    public void store() {
        kept.store();
    }

    private byte[] digest(TemplateText template) {
        return Kept.digest(surroundings, template.text());
    }

    private boolean isAsBefore(Decoder in) {
        List<Optional<Object>> vars = new ArrayList<>();
        for (String name : texts(in)) vars.add(Optional.ofNullable(world.vars().get(name)));
        List<Optional<String>> environment = new ArrayList<>();
        for (String name : texts(in)) environment.add(world.environment().apply(name));
        List<Optional<String>> docs = new ArrayList<>();
        for (String name : texts(in)) docs.add(Optional.ofNullable(world.docs().get(name)));
        return Arrays.equals(in.bytes(), answers(vars, environment, docs));
    }

    private static byte[] answers(
            List<Optional<Object>> vars, List<Optional<String>> environment, List<Optional<String>> docs) {
        List<String> parts = new ArrayList<>();
        for (Optional<Object> value : vars) {
            parts.add(value.map(each -> each.getClass().getSimpleName() + ":" + each)
                    .orElse(""));
        }
        parts.add("environment");
        for (Optional<String> value : environment)
            parts.add(value.map(each -> ":" + each).orElse(""));
        parts.add("docs");
        for (Optional<String> value : docs)
            parts.add(value.map(each -> ":" + each).orElse(""));
        return Kept.digest(parts.toArray(String[]::new));
    }

    private static void names(Map<String, ?> asked, Encoder out) {
        texts(List.copyOf(asked.keySet()), out);
    }

    private static void texts(List<String> texts, Encoder out) {
        out.count(texts.size());
        texts.forEach(out::text);
    }

    private static List<String> texts(Decoder in) {
        int size = in.count();
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < size; i++) texts.add(in.text());
        return texts;
    }

    private static void facts(TemplateFacts facts, Encoder out) {
        out.count(facts.configs().size());
        for (ConfigCall call : facts.configs()) place(call.at(), out).value(call.values());
        references(facts.references(), out);
        out.count(facts.dependsOn().size());
        for (NamedNodes named : facts.dependsOn()) texts(named.names(), place(named.at(), out));
        references(facts.literals(), out);
        texts(facts.macros(), out);
    }

    private static TemplateFacts facts(Decoder in) {
        List<ConfigCall> configs = new ArrayList<>();
        for (int left = in.count(); left > 0; left--) {
            SourceLocation at = place(in);
            configs.add(new ConfigCall(in.map(), at));
        }
        List<Reference> references = references(in);
        List<NamedNodes> dependsOn = new ArrayList<>();
        for (int left = in.count(); left > 0; left--) {
            SourceLocation at = place(in);
            dependsOn.add(new NamedNodes(texts(in), at));
        }
        return new TemplateFacts(configs, references, dependsOn, references(in), texts(in));
    }

    private static void references(List<Reference> references, Encoder out) {
        out.count(references.size());
        for (Reference reference : references) {
            switch (reference) {
                case Reference.ToNode node ->
                    place(node.at(), out.count(TO_NODE))
                            .text(node.packageName())
                            .text(node.name())
                            .text(node.version());
                case Reference.ToSource source ->
                    place(source.at(), out.count(TO_SOURCE))
                            .text(source.source())
                            .text(source.table());
                case Reference.ToRejects rejects ->
                    place(rejects.at(), out.count(TO_REJECTS))
                            .text(rejects.source())
                            .text(rejects.table());
            }
        }
    }

    private static List<Reference> references(Decoder in) {
        List<Reference> references = new ArrayList<>();
        for (int left = in.count(); left > 0; left--) {
            int kind = in.count();
            SourceLocation at = place(in);
            references.add(
                    switch (kind) {
                        case TO_NODE -> new Reference.ToNode(in.text(), in.text(), in.text(), at);
                        case TO_SOURCE -> new Reference.ToSource(in.text(), in.text(), at);
                        case TO_REJECTS -> new Reference.ToRejects(in.text(), in.text(), at);
                        default -> throw new IllegalStateException("No reference of kind " + kind);
                    });
        }
        return references;
    }

    private static Encoder place(SourceLocation at, Encoder out) {
        return out.text(at.file()).count(at.line()).count(at.column());
    }

    private static SourceLocation place(Decoder in) {
        return new SourceLocation(in.text(), in.count(), in.count());
    }
}
