package dev.ashlar.compile.parse;

import dev.ashlar.compile.config.ResolvedConfig;
import dev.ashlar.compile.config.Setting;
import dev.ashlar.compile.properties.Declarations.Properties;
import dev.ashlar.compile.properties.Declarations.VersionProperties;
import dev.ashlar.compile.read.ProjectFile.LayerDeclaration;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.diagnostic.NearestName;
import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.NodeKind;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.manifest.TemplateText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Makes drafts of the files of a project: name, configuration, layer and relation of each. */
final class Drafts {
    private static final Pattern UNSELECTABLE = Pattern.compile("[\\s,+@:*?\\[\\]]");

    private final ParseContext context;
    private final PropertiesIndex properties;
    private final Map<String, LayerDeclaration> layers = new LinkedHashMap<>();
    private final Map<String, List<Setting>> layerSettings = new HashMap<>();
    private final Map<String, Draft> readable = new HashMap<>();

    Drafts(ParseContext context, PropertiesIndex properties) {
        this.context = context;
        this.properties = properties;
        for (LayerDeclaration layer : context.file().layers()) layers.put(layer.name(), layer);
    }

    List<Draft> of(NodeKind kind, Map<String, TemplateReader.Read> templates, List<String> paths) {
        List<Draft> drafts = new ArrayList<>();
        for (String path : paths) {
            TemplateReader.Read read = templates.get(path);
            if (read == null) continue;
            draft(kind, path, Optional.of(read.text()), read.facts()).ifPresent(drafts::add);
        }
        return drafts;
    }

    List<Draft> seeds(List<String> paths) {
        List<Draft> drafts = new ArrayList<>();
        for (String path : paths) {
            draft(NodeKind.SEED, path, Optional.empty(), TemplateFacts.NONE).ifPresent(drafts::add);
        }
        return drafts;
    }

    private Optional<Draft> draft(NodeKind kind, String path, Optional<TemplateText> text, TemplateFacts facts) {
        String stem = ProjectFiles.stem(path);
        SourceLocation at = new SourceLocation(path, 1, 1);
        Optional<PropertiesIndex.VersionOf> versioned =
                kind == NodeKind.MODEL ? properties.version(stem) : Optional.empty();
        String name = versioned.map(v -> v.model().name()).orElse(stem);
        Optional<Node.Version> version = versioned.map(PropertiesIndex.VersionOf::version);
        Optional<VersionProperties> ofVersion = versioned.map(PropertiesIndex.VersionOf::properties);
        Optional<Properties> own = properties.take(kind, name);
        if (kind == NodeKind.MODEL && version.isEmpty() && properties.hasVersions(name)) {
            context.error(
                    SourceLocation.ofFile(path),
                    "Model '" + name + "' has versions, and this file is none of them.",
                    "Name it in 'defined_in' of the version it holds.");
            return Optional.empty();
        }
        List<String> fqn = fqn(path, name, version);
        String what = kind.word().replace('_', ' ') + " '" + name + "'";

        List<Setting> stronger = new ArrayList<>(context.folderSettings(kind, fqn));
        own.ifPresent(p -> stronger.addAll(p.config()));
        ofVersion.ifPresent(p -> stronger.addAll(p.config()));
        stronger.addAll(context.settings(facts, kind, what));
        stronger.addAll(context.overridden(kind));
        Optional<LayerDeclaration> layer =
                kind == NodeKind.MODEL ? layer(path, new ResolvedConfig().apply(stronger), what) : Optional.empty();
        ResolvedConfig config = new ResolvedConfig();
        layer.ifPresent(l -> config.apply(settings(l)));
        config.apply(stronger);

        NodeId id = version.map(v -> NodeId.of(kind, context.project(), name, "v" + v.version()))
                .orElseGet(() -> NodeId.of(kind, context.project(), name));
        if (UNSELECTABLE.matcher(name).find()) {
            context.error(
                    SourceLocation.ofFile(path),
                    "A " + kind.word().replace('_', ' ') + " cannot be named '" + name
                            + "': blanks and any of , + @ : * ? [ ] mean something in selections.",
                    "Rename the file; 'alias' gives its relation any name.");
        }
        Optional<RelationName> relation = relation(kind, name, version, config, layer, at);
        Draft draft = new Draft(id, name, fqn, at, own, ofVersion, version, config, text, facts, layer, relation);
        return isFirst(draft) ? Optional.of(draft) : Optional.empty();
    }

    private List<Setting> settings(LayerDeclaration layer) {
        return layerSettings.computeIfAbsent(
                layer.name(), name -> context.blocks().read(layer.config(), NodeKind.MODEL, "layer '" + name + "'"));
    }

    private List<String> fqn(String path, String name, Optional<Node.Version> version) {
        List<String> fqn = new ArrayList<>();
        fqn.add(context.project());
        fqn.addAll(ProjectFiles.folders(path));
        fqn.add(name);
        version.ifPresent(v -> fqn.add("v" + v.version()));
        return fqn;
    }

    private Optional<LayerDeclaration> layer(String path, ResolvedConfig config, String what) {
        if (layers.isEmpty()) return Optional.empty();
        List<String> folders = ProjectFiles.folders(path);
        Optional<String> said = config.text("layer");
        String name = said.orElse(folders.isEmpty() ? "" : folders.get(0));
        LayerDeclaration layer = layers.get(name);
        if (layer != null) return Optional.of(layer);
        SourceLocation at = config.placeOf("layer", SourceLocation.ofFile(path));
        String known = "The layers of ashlar.yml are " + String.join(", ", layers.keySet()) + ".";
        String near = NearestName.didYouMean(name, layers.keySet());
        if (said.isPresent()) {
            context.error(
                    at, "There is no layer '" + name + "', which " + what + " names.", near.isEmpty() ? known : near);
        } else if (name.isEmpty()) {
            context.error(
                    at,
                    "The " + what + " belongs to no layer.",
                    "Move it below models/<layer>/, or say 'layer:'. " + known);
        } else {
            context.error(
                    at,
                    "The " + what + " belongs to no layer: folder '" + name + "' is none.",
                    near.isEmpty() ? "Move it below models/<layer>/, or say 'layer:'. " + known : near);
        }
        return Optional.empty();
    }

    private Optional<RelationName> relation(
            NodeKind kind,
            String name,
            Optional<Node.Version> version,
            ResolvedConfig config,
            Optional<LayerDeclaration> layer,
            SourceLocation at) {
        Optional<String> usual = switch (kind) {
            case MODEL -> layer.map(l -> l.schema().orElse(l.name())).or(() -> Optional.of(""));
            case SEED -> Optional.of("seeds");
            case SNAPSHOT -> Optional.of("snapshots");
            case DATA_TEST, ANALYSIS, SOURCE, UNIT_TEST, EXPOSURE, OPERATION -> Optional.empty();
        };
        if (usual.isEmpty()) return Optional.empty();
        String identifier = config.text("alias")
                .or(() -> version.map(v -> name + "_v" + v.version()))
                .orElse(name);
        if (identifier.isEmpty()) {
            context.error(config.placeOf("alias", at), "The alias is empty.", "Give it a name, or take 'alias' out.");
            identifier = name;
        }
        String own = config.text("schema").orElse(usual.get());
        String fitting = context.naming().fitting(identifier);
        Map<String, Object> facts =
                Map.of("name", name, "resource_type", kind.word(), "config", config.values(), "alias", identifier);
        try {
            ParseScope scope = new ParseScope(context.world(), name, facts);
            String schema = context.naming().schema(own, facts, at, scope);
            return Optional.of(new RelationName(config.text("database").orElse(""), schema, fitting));
        } catch (DiagnosticException e) {
            context.diagnostics().addAll(e.diagnostics());
            return Optional.of(RelationName.of(context.naming().schema(own), fitting));
        }
    }

    /** Models, seeds and snapshots share the names that {@code ref} knows. */
    private boolean isFirst(Draft draft) {
        boolean shared = switch (draft.kind()) {
            case MODEL, SEED, SNAPSHOT -> true;
            case DATA_TEST, ANALYSIS, SOURCE, UNIT_TEST, EXPOSURE, OPERATION -> false;
        };
        String key = (shared ? "ref" : draft.kind().word()) + ":" + draft.name()
                + draft.version().map(v -> ":" + v.version()).orElse("");
        Draft first = readable.putIfAbsent(key, draft);
        if (first == null) return true;
        context.error(
                draft.at(),
                "The name '" + draft.name() + "' is taken: " + first.at().file() + " has it too.",
                "Rename one of the files; 'alias' lets a relation keep its name.");
        return false;
    }
}
