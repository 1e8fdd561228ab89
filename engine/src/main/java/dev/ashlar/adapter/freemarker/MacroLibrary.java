package dev.ashlar.adapter.freemarker;

import dev.ashlar.adapter.freemarker.SourcedTemplate.Origin;
import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.manifest.TemplateText;
import dev.ashlar.port.ModelTemplates.Macro;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Which file holds which macro. Read when the first macro is asked for, so that a project of plain models never does.
 * Safe for many threads.
 */
final class MacroLibrary {
    private static final String SEPARATOR = "__";
    private static final String DEFAULT = "default";

    private final Supplier<List<MacroFile>> files;
    private final Map<String, Map<String, Definition>> builtIn = new ConcurrentHashMap<>();
    private Map<String, Map<String, Definition>> written;

    /**
     * Where a macro is defined, and what its first tag says.
     *
     * @param inFile all macros of the file, found once and not at every render that uses one of them
     */
    record Definition(MacroHead head, List<MacroHead> inFile, Places places, Origin origin) {
        TemplateText file() {
            return places.source();
        }

        SourceLocation at() {
            return places.ofOffset(head.offset());
        }
    }

    MacroLibrary(Supplier<List<MacroFile>> files) {
        this.files = files;
    }

    /**
     * The definition that a bare name means.
     *
     * @param packageName of the file in which the name stands: its own package comes first
     */
    Optional<Definition> find(String name, String engine, String packageName) {
        if (!packageName.isEmpty()) {
            Optional<Definition> own = findIn(packageName, name, engine);
            if (own.isPresent()) return own;
        }
        Optional<Definition> own = findIn("", name, engine);
        return own.isPresent() ? own : findBuiltIn(name, engine);
    }

    /** {@code <engine>__<name>} wins over {@code <name>}, and that over dbt's {@code default__<name>}. */
    Optional<Definition> findIn(String packageName, String name, String engine) {
        Map<String, Definition> known = written().getOrDefault(packageName, Map.of());
        for (String candidate : List.of(engine + SEPARATOR + name, name, DEFAULT + SEPARATOR + name)) {
            Definition found = known.get(candidate);
            if (found != null) return Optional.of(found);
        }
        return Optional.empty();
    }

    Optional<Definition> findBuiltIn(String name, String engine) {
        Definition found = builtIn(engine).get(name);
        return Optional.ofNullable(
                found != null ? found : builtIn(BuiltInMacros.ANSI).get(name));
    }

    boolean isPackage(String name) {
        return name.equals(BuiltInMacros.PACKAGE)
                || (!name.isEmpty() && written().containsKey(name));
    }

    /** For did-you-mean: what can be written where a macro is called. */
    Set<String> names(String engine) {
        Set<String> names = new TreeSet<>(written().getOrDefault("", Map.of()).keySet());
        names.addAll(builtIn(BuiltInMacros.ANSI).keySet());
        names.addAll(builtIn(engine).keySet());
        return names;
    }

    List<Macro> list() {
        List<Macro> out = new ArrayList<>();
        written().forEach((packageName, known) -> addTo(out, packageName, known));
        addTo(out, BuiltInMacros.PACKAGE, builtIn(BuiltInMacros.ANSI));
        return out;
    }

    private static void addTo(List<Macro> out, String packageName, Map<String, Definition> known) {
        Set<String> listed = new LinkedHashSet<>();
        known.forEach((name, definition) -> {
            if (name.startsWith("_") && definition.origin().equals(Origin.BUILT_IN))
                return; // for the built-in ones alone
            int separator = name.indexOf(SEPARATOR);
            String plain = separator > 0 ? name.substring(separator + SEPARATOR.length()) : name;
            boolean forOneEngine = separator > 0 && !plain.isEmpty();
            if (forOneEngine && (known.containsKey(plain) || !listed.add(plain))) return;
            List<String> arguments = definition.head().arguments().stream()
                    .map(MacroHead.Argument::name)
                    .toList();
            List<String> required = definition.head().arguments().stream()
                    .filter(argument -> !argument.optional())
                    .map(MacroHead.Argument::name)
                    .toList();
            out.add(new Macro(
                    forOneEngine ? plain : name,
                    packageName,
                    definition.at(),
                    arguments,
                    required,
                    definition.head().kind()));
        });
    }

    private synchronized Map<String, Map<String, Definition>> written() {
        if (written == null) {
            Map<String, Map<String, Definition>> read = new LinkedHashMap<>();
            List<Diagnostic> twice = new ArrayList<>();
            for (MacroFile file : files.get()) {
                Map<String, Definition> known = read.computeIfAbsent(file.packageName(), p -> new LinkedHashMap<>());
                Origin origin = new Origin(SourcedTemplate.Kind.WRITTEN, file.packageName());
                Places places = new Places(file.text());
                List<MacroHead> heads = MacroHead.in(file.text().text());
                for (MacroHead head : heads) {
                    Definition definition = new Definition(head, heads, places, origin);
                    Definition other = known.putIfAbsent(head.name(), definition);
                    if (other != null) twice.add(twice(definition, other));
                }
            }
            if (!twice.isEmpty()) throw new DiagnosticException(twice, null);
            written = read;
        }
        return written;
    }

    private static Diagnostic twice(Definition one, Definition other) {
        return Diagnostic.error(
                        one.at(),
                        "Macro '" + one.head().name() + "' is defined twice: here and at " + other.at() + ".",
                        "Rename or remove one of them.")
                .withExcerpt(Wording.excerpt(one.file(), one.at()));
    }

    private Map<String, Definition> builtIn(String folder) {
        return builtIn.computeIfAbsent(folder, f -> {
            Map<String, Definition> known = new TreeMap<>();
            for (TemplateText file : BuiltInMacros.files(f)) {
                Places places = new Places(file);
                List<MacroHead> heads = MacroHead.in(file.text());
                for (MacroHead head : heads) {
                    known.put(head.name(), new Definition(head, heads, places, Origin.BUILT_IN));
                }
            }
            return known;
        });
    }
}
