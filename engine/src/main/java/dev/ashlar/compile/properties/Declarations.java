package dev.ashlar.compile.properties;

import dev.ashlar.compile.config.Setting;
import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.manifest.Cadence;
import dev.ashlar.manifest.Constraint;
import dev.ashlar.manifest.FieldPath;
import dev.ashlar.manifest.Node;
import dev.ashlar.manifest.NodeKind;
import dev.ashlar.manifest.Project.Group;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What properties files declare, each with its place. Descriptions are rendered and configuration is checked; references
 * are still texts.
 */
public record Declarations(
        List<Properties> nodes,
        List<SourceGroup> sources,
        List<ExposureProperties> exposures,
        List<UnitTestProperties> unitTests,
        List<GroupProperties> groups,
        List<MacroProperties> macros) {

    public static Declarations empty() {
        return new Declarations(
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>());
    }

    public void addAll(Declarations other) {
        nodes.addAll(other.nodes);
        sources.addAll(other.sources);
        exposures.addAll(other.exposures);
        unitTests.addAll(other.unitTests);
        groups.addAll(other.groups);
        macros.addAll(other.macros);
    }

    /** Of a model, seed, snapshot, analysis or singular test. */
    public record Properties(
            NodeKind kind,
            String name,
            SourceLocation at,
            String description,
            List<Setting> config,
            List<ColumnProperties> columns,
            List<TestUse> tests,
            List<ConstraintProperties> constraints,
            Optional<String> latestVersion,
            Optional<Written> deprecation,
            List<VersionProperties> versions) {}

    /**
     * @param definedIn name of the file without its ending; empty for {@code <model>_v<version>} and
     *     {@code <model>.v<version>}
     * @param columns replaces the model's columns; empty to keep them, as for tests and constraints
     * @param deprecation as written
     */
    public record VersionProperties(
            String version,
            Optional<String> definedIn,
            SourceLocation at,
            Optional<String> description,
            List<Setting> config,
            Optional<List<ColumnProperties>> columns,
            Optional<List<TestUse>> tests,
            Optional<List<ConstraintProperties>> constraints,
            Optional<Written> deprecation) {}

    public record ColumnProperties(
            String name,
            SourceLocation at,
            Optional<String> dataType,
            String description,
            List<String> tags,
            Map<String, Object> meta,
            List<ConstraintProperties> constraints,
            Optional<String> header,
            Optional<FieldPath> path,
            List<TestUse> tests) {}

    /** @param to {@code ref(...)} as written */
    public record ConstraintProperties(
            Constraint.Kind kind,
            Optional<String> name,
            List<String> columns,
            String expression,
            Optional<String> to,
            List<String> toColumns,
            SourceLocation at) {}

    /**
     * One use of a generic test.
     *
     * @param name given by the user
     * @param arguments as written
     */
    public record TestUse(
            String test,
            Optional<String> name,
            Map<String, Object> arguments,
            List<Setting> config,
            String description,
            SourceLocation at) {
        public TestUse {
            arguments = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
        }
    }

    public record SourceGroup(
            String name,
            SourceLocation at,
            String description,
            Optional<String> schema,
            Optional<String> database,
            List<Setting> config,
            FreshnessProperties freshness,
            List<TableProperties> tables) {}

    public record TableProperties(
            String name,
            SourceLocation at,
            String description,
            Optional<String> identifier,
            List<Setting> config,
            FreshnessProperties freshness,
            Optional<Node.ExternalFiles> external,
            List<ColumnProperties> columns,
            List<TestUse> tests) {}

    /** Empty fields are taken from the source. */
    public record FreshnessProperties(
            Optional<String> loadedAtField, Optional<String> loadedAtQuery, FreshnessRule rule) {}

    public sealed interface FreshnessRule {
        record Unsaid() implements FreshnessRule {}

        /** {@code freshness: null}. */
        record Off() implements FreshnessRule {}

        record Ages(
                Optional<Node.Age> warnAfter,
                Optional<Node.Age> errorAfter,
                Optional<Cadence> expected,
                Optional<String> filter)
                implements FreshnessRule {}
    }

    /** @param dependsOn references as written */
    public record ExposureProperties(
            String name,
            SourceLocation at,
            String description,
            String label,
            String type,
            String maturity,
            String url,
            String ownerName,
            String ownerEmail,
            List<Written> dependsOn,
            List<Setting> config) {}

    public record Written(String text, SourceLocation at) {}

    public record UnitTestProperties(
            String name,
            SourceLocation at,
            String model,
            Optional<VersionChoice> versions,
            String description,
            List<Node.Fixture> given,
            Node.Fixture expect,
            Map<String, Object> overrides,
            List<Setting> config) {}

    /**
     * Versions of a model.
     *
     * @param include empty for all
     */
    public record VersionChoice(List<String> include, List<String> exclude, SourceLocation at) {
        public boolean takes(String version) {
            return (include.isEmpty() || include.contains(version)) && !exclude.contains(version);
        }
    }

    public record GroupProperties(Group group, SourceLocation at) {}

    public record MacroProperties(String name, SourceLocation at, String description) {}
}
