package dev.ashlar.wiring;

import dev.ashlar.adapter.freemarker.FreemarkerModelTemplates;
import dev.ashlar.adapter.freemarker.MacroFile;
import dev.ashlar.adapter.yaml.FolderProjectSource;
import dev.ashlar.compile.read.DotEnv;
import dev.ashlar.compile.read.ProfileReader;
import dev.ashlar.compile.read.ProjectFile;
import dev.ashlar.compile.read.ProjectFileReader;
import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.diagnostic.Diagnostics;
import dev.ashlar.diagnostic.SecretMask;
import dev.ashlar.manifest.Durations;
import dev.ashlar.manifest.Target;
import dev.ashlar.manifest.TemplateText;
import dev.ashlar.manifest.Tree;
import dev.ashlar.port.ModelTemplates;
import dev.ashlar.port.ProjectSource.FileEntry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The first reading: which project, which target, which variables. Cheap enough for every command.
 *
 * @param vars of the command line
 * @param environment of the process, then of {@code .env}
 */
record Opening(
        ProjectFolder folder,
        FolderProjectSource source,
        ProjectFile file,
        Target target,
        Map<String, Object> vars,
        Function<String, Optional<String>> environment,
        ModelTemplates templates,
        SecretMask mask) {
    private static final String VARS = "--vars";
    private static final Duration RENDER_TIMEOUT = Duration.ofSeconds(30);

    /**
     * @param hide told of secrets as soon as they are known, so that no message of a later step shows them
     * @throws DiagnosticException with everything that is wrong
     */
    static Opening of(Settings settings, String engineVersion, Consumer<SecretMask> hide, Diagnostics diagnostics) {
        hide.accept(Secrets.of(settings.environment()));
        ProjectFolder folder = ProjectFolder.find(settings);
        FolderProjectSource source = new FolderProjectSource(folder.root());
        ProjectFile file = new ProjectFileReader(source, diagnostics, engineVersion).read();
        diagnostics.throwIfErrors();
        Path profilesFolder = folder.profiles().getParent();
        FolderProjectSource profiles = new FolderProjectSource(profilesFolder, shownBefore(folder));
        Map<String, String> values = new HashMap<>(dotEnv(profiles, diagnostics));
        values.putAll(settings.environment());
        Function<String, Optional<String>> environment = name -> Optional.ofNullable(values.get(name));
        hide.accept(Secrets.of(values));
        Map<String, Object> vars = vars(settings, source);
        ModelTemplates templates = new FreemarkerModelTemplates(() -> macroFiles(source), renderTimeout(settings));
        Tree tree = profiles.parseYaml("profiles.yml", profiles.read("profiles.yml"));
        Target target = new ProfileReader(templates, environment, vars, Engines.TARGET_KEYS, diagnostics)
                .read(tree, profilesFolder, settings.profile().orElse(file.profile()), settings.target());
        diagnostics.throwIfErrors();
        if (settings.threads().isPresent())
            target = withThreads(target, settings.threads().get());
        SecretMask mask = Secrets.of(values, target);
        hide.accept(mask);
        return new Opening(folder, source, file, target, vars, environment, templates, mask);
    }

    private static String shownBefore(ProjectFolder folder) {
        Path profiles = folder.profiles().getParent();
        if (profiles.equals(folder.root())) return "";
        return profiles.equals(folder.root().getParent()) ? "../" : profiles + "/";
    }

    private static Map<String, String> dotEnv(FolderProjectSource profiles, Diagnostics diagnostics) {
        if (profiles.find(".env").isEmpty()) return Map.of();
        return DotEnv.parse(".env", profiles.read(".env"), diagnostics);
    }

    private static Map<String, Object> vars(Settings settings, FolderProjectSource source) {
        if (settings.vars().isEmpty()) return Map.of();
        return yamlMap(VARS, settings.vars().get(), source);
    }

    /** @throws DiagnosticException when the text is no YAML mapping */
    static Map<String, Object> yamlMap(String flag, String text, FolderProjectSource source) {
        Tree tree = source.parseYaml(flag, text);
        if (tree instanceof Tree.Mapping mapping) {
            Map<String, Object> values = new LinkedHashMap<>();
            for (Tree.Entry entry : mapping.entries())
                values.put(entry.key(), entry.value().plain());
            return values;
        }
        throw new DiagnosticException(Diagnostic.error(
                flag + " must be a YAML mapping, but it is '" + text + "'.",
                "Write for example " + flag + " '{start_date: 2026-01-01}'."));
    }

    private static Duration renderTimeout(Settings settings) {
        if (settings.renderTimeout().isEmpty()) return RENDER_TIMEOUT;
        String text = settings.renderTimeout().get();
        return Durations.find(text)
                .orElseThrow(() -> new DiagnosticException(Diagnostic.error(
                        "--render-timeout cannot be '" + text + "'.", "Write a duration such as 30s or 2m.")));
    }

    private static Target withThreads(Target target, int threads) {
        if (threads < 1) {
            throw new DiagnosticException(
                    Diagnostic.error("--threads must be at least 1, but it is " + threads + ".", ""));
        }
        return new Target(
                target.profile(),
                target.name(),
                target.type(),
                target.schema(),
                target.naming(),
                target.protection(),
                threads,
                target.options());
    }

    private static List<MacroFile> macroFiles(FolderProjectSource source) {
        List<MacroFile> files = new ArrayList<>();
        for (String folder : List.of("macros", "tests/generic")) {
            for (FileEntry entry : source.files(folder)) {
                if (entry.path().endsWith(".ftl")) {
                    files.add(MacroFile.ofProject(TemplateText.ofFile(entry.path(), source.read(entry.path()))));
                }
            }
        }
        return files;
    }
}
