package dev.ashlar.compile.parse;

import dev.ashlar.compile.config.ConfigReader;
import dev.ashlar.compile.config.Setting;
import dev.ashlar.compile.config.Values;
import dev.ashlar.compile.properties.ConfigBlocks;
import dev.ashlar.diagnostic.Diagnostics;
import dev.ashlar.diagnostic.NearestName;
import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.manifest.ConfigSchema.ValueType;
import dev.ashlar.manifest.NodeKind;
import dev.ashlar.manifest.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The configuration that {@code ashlar.yml} gives to folders of one kind of node. */
final class FolderConfigs {
    private final ConfigBlocks blocks;
    private final Diagnostics diagnostics;
    private final NodeKind kind;
    private final Folder root;

    private static final class Folder {
        private final String path;
        private final SourceLocation at;
        private final List<Setting> settings = new ArrayList<>();
        private final Map<String, Folder> children = new LinkedHashMap<>();
        private volatile boolean used;

        Folder(String path, SourceLocation at) {
            this.path = path;
            this.at = at;
        }
    }

    /** @param block {@code models:} or the like; the project's name is its first level */
    FolderConfigs(Tree.Mapping block, NodeKind kind, ConfigBlocks blocks, String project, Diagnostics diagnostics) {
        this.blocks = blocks;
        this.diagnostics = diagnostics;
        this.kind = kind;
        this.root = read(block, "");
        for (Folder folder : root.children.values()) {
            if (folder.path.equals(project)) continue;
            diagnostics.error(
                    folder.at,
                    "'" + folder.path + "' is not this project: folders stand below the project's name, '" + project
                            + "'.",
                    "Put '" + project + ":' above it and indent it.");
        }
    }

    private Folder read(Tree.Mapping block, String path) {
        Folder folder = new Folder(path, block.at());
        for (Tree.Entry entry : block.entries()) {
            String what = path.isEmpty() ? "ashlar.yml" : "folder '" + path + "' of ashlar.yml";
            if (entry.key().startsWith("+")) {
                blocks.read(entry.key().substring(1), entry, kind, what).ifPresent(folder.settings::add);
            } else if (entry.value() instanceof Tree.Mapping below && !isConfig(entry.key(), below)) {
                folder.children.put(entry.key(), read(below, path.isEmpty() ? entry.key() : path + "/" + entry.key()));
            } else if (entry.value() instanceof Tree.Scalar scalar && scalar.value() == null) {
                diagnostics.error(
                        entry.keyAt(),
                        "'" + entry.key() + "' of " + what + " is empty.",
                        "Put configuration below it, or take it out.");
            } else {
                blocks.read(entry, kind, what).ifPresent(folder.settings::add);
            }
        }
        return folder;
    }

    /** A mapping without {@code +} is a folder, unless its name is a key that takes a mapping: that is ambiguous. */
    private boolean isConfig(String key, Tree.Mapping value) {
        ConfigReader reader = blocks.reader();
        boolean config = reader.find(key, kind).isPresent();
        if (config && reader.find(key, kind).get().type() == ValueType.MAPPING) {
            diagnostics.error(
                    value.at(),
                    "'" + key + "' in ashlar.yml may be a folder or a configuration key, and it is "
                            + Values.describe(value.plain()) + ".",
                    "Write '+" + key + "' for the key.");
        }
        return config;
    }

    /** @param fqn project, folders and name: every part may have configuration, the last wins */
    List<Setting> of(List<String> fqn) {
        List<Setting> settings = new ArrayList<>(root.settings);
        Folder at = root;
        for (String part : fqn) {
            Folder child = at.children.get(part);
            if (child == null) break;
            child.used = true;
            settings.addAll(child.settings);
            at = child;
        }
        return settings;
    }

    /** Warns of folders that hold no node, to be called when every node has asked. */
    void reportUnused(List<List<String>> fqns) {
        Set<String> paths = new LinkedHashSet<>();
        for (List<String> fqn : fqns) {
            for (int i = 1; i <= fqn.size(); i++) paths.add(String.join("/", fqn.subList(0, i)));
        }
        reportUnused(root, paths);
    }

    private static List<String> ofDepth(String path, Set<String> paths) {
        long depth = path.chars().filter(c -> c == '/').count();
        return paths.stream()
                .filter(each -> each.chars().filter(c -> c == '/').count() == depth)
                .toList();
    }

    private void reportUnused(Folder folder, Set<String> paths) {
        for (Folder child : folder.children.values()) {
            if (child.used) {
                reportUnused(child, paths);
            } else if (folder.used) {
                String near = NearestName.didYouMean(child.path, ofDepth(child.path, paths));
                diagnostics.warning(
                        child.at,
                        "The configuration of '" + child.path + "' in ashlar.yml applies to nothing: no "
                                + kind.word().replace('_', ' ') + " stands there.",
                        near.isEmpty() ? "Take it out, or correct the name of the folder." : near);
            }
        }
    }
}
