package dev.ashlar.adapter.freemarker;

import dev.ashlar.adapter.freemarker.MacroLibrary.Definition;
import dev.ashlar.adapter.freemarker.SourcedTemplate.Origin;
import freemarker.core.Environment;
import freemarker.core.Environment.Namespace;
import freemarker.template.TemplateException;
import freemarker.template.TemplateHashModel;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Macros and functions by name, for one render. A file is brought in when the first of its names is asked for. Its names
 * are then taken out of its own namespace, since a call within the file would otherwise find the plain macro there and
 * miss the one for the engine.
 */
final class MacroNames {
    private final MacroLibrary library;
    private final ParsedTemplates templates;
    private final String engine;
    private final Map<String, Map<String, TemplateModel>> loaded = new HashMap<>();
    private final Set<String> used = new LinkedHashSet<>();

    MacroNames(MacroLibrary library, ParsedTemplates templates, String engine) {
        this.library = library;
        this.templates = templates;
        this.engine = engine;
    }

    /** A macro by bare name, or a package as a hash of its macros; null when there is neither. */
    TemplateModel find(String name) throws TemplateModelException {
        Optional<Definition> found = library.find(name, engine, currentPackage());
        if (found.isPresent()) return load(found.get());
        if (!library.isPackage(name)) return null;
        boolean builtIn = name.equals(BuiltInMacros.PACKAGE);
        return new PackageModel(
                macro -> builtIn ? library.findBuiltIn(macro, engine) : library.findIn(name, macro, engine));
    }

    Set<String> used() {
        return used;
    }

    Set<String> known() {
        return library.names(engine);
    }

    private static String currentPackage() {
        Environment env = Environment.getCurrentEnvironment();
        return env.getCurrentNamespace().getTemplate() instanceof SourcedTemplate here
                ? here.origin().packageName()
                : Origin.PROJECT.packageName();
    }

    private TemplateModel load(Definition definition) throws TemplateModelException {
        used.add(definition.head().name());
        Map<String, TemplateModel> file = loaded.get(definition.file().file());
        if (file == null) {
            file = new HashMap<>();
            loaded.put(definition.file().file(), file); // first, since the file's top level may use names itself
            importFile(definition, file);
        }
        return file.get(definition.head().name());
    }

    private void importFile(Definition definition, Map<String, TemplateModel> into) throws TemplateModelException {
        Environment env = Environment.getCurrentEnvironment();
        try {
            Namespace namespace = env.importLib(templates.parse(definition.file(), definition.origin()), null);
            for (MacroHead head : definition.inFile()) {
                into.put(head.name(), namespace.get(head.name()));
                namespace.remove(head.name());
            }
        } catch (TemplateModelException e) {
            throw e;
        } catch (TemplateException | IOException e) {
            throw new TemplateModelException(
                    "The macro file " + definition.file().file() + " failed", e);
        }
    }

    private interface Lookup {
        Optional<Definition> find(String macro);
    }

    private final class PackageModel implements TemplateHashModel {
        private final Lookup lookup;

        PackageModel(Lookup lookup) {
            this.lookup = lookup;
        }

        @Override
        public TemplateModel get(String macro) throws TemplateModelException {
            Optional<Definition> found = lookup.find(macro);
            return found.isPresent() ? load(found.get()) : null;
        }

        @Override
        public boolean isEmpty() {
            return false;
        }
    }
}
