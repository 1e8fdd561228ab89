package dev.ashlar.compile.read;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.diagnostic.Diagnostics;
import dev.ashlar.diagnostic.NearestName;
import dev.ashlar.manifest.ConfigSchema;
import dev.ashlar.manifest.Target;
import dev.ashlar.manifest.Target.Protection;
import dev.ashlar.manifest.Target.SchemaNaming;
import dev.ashlar.manifest.TemplateText;
import dev.ashlar.manifest.Tree;
import dev.ashlar.port.ModelTemplates;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads one target of {@code profiles.yml}. Of the others nothing is evaluated, so their variables may be missing. */
public final class ProfileReader {
    /** Values that stay texts even if they look like a number. */
    private static final Set<String> TEXTS = Set.of(
            "type", "schema", "schemas", "path", "host", "user", "password", "token", "secret", "database", "dbname");

    /** Options that name files, which start at the profile's folder. */
    private static final Set<String> FILES = Set.of("path", "sslrootcert", "sslcert", "sslkey");

    private static final int THREADS = 4;

    private final ModelTemplates templates;
    private final Function<String, Optional<String>> environment;
    private final Map<String, Object> vars;
    private final Map<String, ConfigSchema> engineKeys;
    private final Diagnostics diagnostics;

    /**
     * @param vars of the command line: those of the project are not known yet
     * @param engineKeys the keys of each engine's targets; there are no other engines
     */
    public ProfileReader(
            ModelTemplates templates,
            Function<String, Optional<String>> environment,
            Map<String, Object> vars,
            Map<String, ConfigSchema> engineKeys,
            Diagnostics diagnostics) {
        this.templates = templates;
        this.environment = environment;
        this.vars = vars;
        this.engineKeys = engineKeys;
        this.diagnostics = diagnostics;
    }

    /**
     * @param folder absolute; where relative paths start
     * @param targetName of {@code --target}; else the profile's own {@code target:}
     * @throws DiagnosticException with everything that is wrong
     */
    public Target read(Tree tree, Path folder, String profile, Optional<String> targetName) {
        Fields profiles = Fields.of(tree, "profiles.yml", diagnostics).orElseThrow(this::failed);
        if (!profiles.has(profile)) {
            List<String> names = profiles.rest().stream().map(Tree.Entry::key).toList();
            throw new DiagnosticException(Diagnostic.error(
                    profiles.at(),
                    "There is no profile '" + profile + "', which ashlar.yml asks for.",
                    or(NearestName.didYouMean(profile, names), "Add it here, or change 'profile:' in ashlar.yml.")));
        }
        Fields fields = profiles.fields(profile, "profile '" + profile + "'").orElseThrow(this::failed);
        Optional<Tree> defaultTarget = fields.tree("target");
        Optional<Tree.Mapping> outputs = fields.mapping("outputs");
        fields.refuse("config", "flags belong to the command", "Give them on the command line, or as ASHLAR_<FLAG>.");
        fields.done();
        if (outputs.isEmpty()) {
            diagnostics.error(
                    fields.at(), "Profile '" + profile + "' lacks 'outputs'.", "Add targets below 'outputs:'.");
            throw failed();
        }
        String name = targetName
                .or(() -> defaultTarget.map(t -> String.valueOf(rendered("target", t))))
                .orElse("default");
        Fields below = new Fields(outputs.get(), "the targets of profile '" + profile + "'", diagnostics);
        if (!below.has(name)) {
            List<String> names = below.rest().stream().map(Tree.Entry::key).toList();
            throw new DiagnosticException(Diagnostic.error(
                    below.at(),
                    "Profile '" + profile + "' has no target '" + name + "'.",
                    or(NearestName.didYouMean(name, names), "Its targets are " + String.join(", ", names) + ".")));
        }
        Tree.Mapping output = below.mapping(name).orElseThrow(this::failed);
        Fields target = new Fields(render(output), "target '" + name + "'", diagnostics);
        return read(target, folder, profile, name);
    }

    private Target read(Fields fields, Path folder, String profile, String name) {
        Optional<String> type = fields.required("type");
        Optional<String> schema = fields.required("schema");
        SchemaNaming naming = naming(fields);
        Protection protection = fields.flag("protected").orElse(false) ? Protection.PROTECTED : Protection.OPEN;
        long threads = fields.integer("threads").orElse((long) THREADS);
        if (threads < 1 || threads > 256) {
            diagnostics.error(
                    fields.placeOf("threads"),
                    "'threads' of " + fields.what() + " must lie between 1 and 256, but it is " + threads + ".",
                    "Write for example 'threads: 4'.");
        }
        type.filter(word -> !engineKeys.containsKey(word)).ifPresent(word -> unknownEngine(fields, word));
        Map<String, Object> options = new LinkedHashMap<>();
        Optional<TargetKeys> known = type.map(engineKeys::get).map(ofEngine -> new TargetKeys(ofEngine, diagnostics));
        for (Tree.Entry entry : fields.rest()) {
            known.ifPresent(keys -> keys.check(entry, fields.what()));
            Object value = entry.value().plain();
            options.put(entry.key(), FILES.contains(entry.key()) ? absolute(value, folder) : value);
        }
        if (diagnostics.hasErrors() || type.isEmpty() || schema.isEmpty()) throw failed();
        return new Target(profile, name, type.get(), schema.get(), naming, protection, (int) threads, options);
    }

    private void unknownEngine(Fields fields, String word) {
        List<String> engines = engineKeys.keySet().stream().sorted().toList();
        diagnostics.error(
                fields.placeOf("type"),
                "There is no engine '" + word + "', which " + fields.what() + " asks for.",
                or(NearestName.didYouMean(word, engines), "This version knows " + String.join(", ", engines) + "."));
    }

    private SchemaNaming naming(Fields fields) {
        String word = fields.text("schemas").orElse("prefixed");
        if (word.equals("plain")) return SchemaNaming.PLAIN;
        if (!word.equals("prefixed")) {
            diagnostics.error(
                    fields.placeOf("schemas"),
                    "'schemas' of " + fields.what() + " must be one of prefixed, plain, but it is the text '" + word
                            + "'.",
                    "Write 'schemas: prefixed' or 'schemas: plain'.");
        }
        return SchemaNaming.PREFIXED;
    }

    private static Object absolute(Object value, Path folder) {
        if (!(value instanceof String text) || text.startsWith(":") || text.contains("://") || text.isEmpty())
            return value;
        try {
            return folder.resolve(text).normalize().toString();
        } catch (InvalidPathException ignored) {
            return value; // the engine refuses it with its own words
        }
    }

    private Tree.Mapping render(Tree.Mapping mapping) {
        List<Tree.Entry> entries = new ArrayList<>();
        for (Tree.Entry entry : mapping.entries()) {
            entries.add(new Tree.Entry(entry.key(), entry.keyAt(), render(entry.key(), entry.value())));
        }
        return new Tree.Mapping(entries, mapping.at());
    }

    private Tree render(String key, Tree tree) {
        return switch (tree) {
            case Tree.Mapping mapping -> render(mapping);
            case Tree.Sequence list ->
                new Tree.Sequence(
                        list.items().stream().map(item -> render(key, item)).toList(), list.at());
            case Tree.Scalar scalar -> new Tree.Scalar(rendered(key, scalar), scalar.at());
        };
    }

    private Object rendered(String key, Tree tree) {
        Object value = tree.plain();
        if (!(value instanceof String text) || !templates.isTemplate(text)) return value;
        PlainScope scope = new PlainScope("", "profiles.yml", vars, environment, Map.of(), Map.of());
        TemplateText template = new TemplateText(
                tree.at().file(), text, tree.at().line(), tree.at().column());
        try {
            String result = templates.render(template, scope).text();
            return TEXTS.contains(key) ? result : typed(result);
        } catch (DiagnosticException e) {
            diagnostics.addAll(e.diagnostics());
            return "?"; // reported above; empty would be reported again as lacking
        }
    }

    /** A rendered text that is a whole number or a flag counts as one: {@code port} is a number. */
    private static Object typed(String text) {
        if (text.equals("true")) return true;
        if (text.equals("false")) return false;
        if (text.matches("0|[1-9]\\d{0,8}")) return Integer.valueOf(text);
        return text;
    }

    private DiagnosticException failed() {
        return new DiagnosticException(diagnostics.errors(), null);
    }

    private static String or(String remedy, String otherwise) {
        return remedy.isEmpty() ? otherwise : remedy;
    }
}
