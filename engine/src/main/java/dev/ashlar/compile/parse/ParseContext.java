package dev.ashlar.compile.parse;

import dev.ashlar.compile.TemplateWorld;
import dev.ashlar.compile.config.Setting;
import dev.ashlar.compile.properties.ConfigBlocks;
import dev.ashlar.compile.read.HookReader;
import dev.ashlar.compile.read.ProjectFile;
import dev.ashlar.diagnostic.Diagnostics;
import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.manifest.NodeKind;
import dev.ashlar.port.ModelTemplates;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What every part of parsing needs. */
record ParseContext(
        ProjectFile file,
        TemplateWorld world,
        ModelTemplates templates,
        ConfigBlocks blocks,
        Map<NodeKind, FolderConfigs> folders,
        Map<String, Object> overrides,
        RelationNaming naming,
        MacroIds macroIds,
        Diagnostics diagnostics) {

    String project() {
        return file.name();
    }

    List<Setting> folderSettings(NodeKind kind, List<String> fqn) {
        FolderConfigs configs = folders.get(kind);
        return configs == null ? List.of() : configs.of(fqn);
    }

    /** What {@code <@config>} says in a template. */
    List<Setting> settings(TemplateFacts facts, NodeKind kind, String what) {
        List<Setting> settings = new ArrayList<>();
        for (TemplateFacts.ConfigCall call : facts.configs()) {
            call.values()
                    .forEach((key, value) -> blocks.reader()
                            .read(key, value, kind, what, call.at(), call.at())
                            .ifPresent(settings::add));
        }
        return settings;
    }

    /** What flags of the command line say, for nodes whose kind has the key. */
    List<Setting> overridden(NodeKind kind) {
        List<Setting> settings = new ArrayList<>();
        SourceLocation commandLine = SourceLocation.ofFile("command line");
        overrides.forEach((key, value) -> blocks.reader()
                .find(key, kind)
                .ifPresent(known -> settings.add(new Setting(known, value, commandLine))));
        return settings;
    }

    HookReader hooks() {
        return new HookReader(diagnostics);
    }

    void error(SourceLocation at, String message, String remedy) {
        diagnostics.error(at, message, remedy);
    }
}
