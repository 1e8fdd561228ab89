package dev.ashlar.compile.parse;

import dev.ashlar.compile.TemplateWorld.Messages;
import dev.ashlar.compile.read.ProjectFile;
import dev.ashlar.manifest.ConfigSchema;
import dev.ashlar.manifest.Target;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a project is parsed with.
 *
 * @param vars of {@code --vars}
 * @param environment environment variables, those of {@code .env} included
 * @param overrides configuration that flags set for every node with the key, for example {@code store_failures}
 * @param schema every known configuration key
 * @param identifierLimit longest name in bytes that the target's engine takes
 */
public record ParseInput(
        ProjectFile file,
        Target target,
        Map<String, Object> vars,
        Function<String, Optional<String>> environment,
        Map<String, Object> overrides,
        ConfigSchema schema,
        int identifierLimit,
        String invocationId,
        Instant runStartedAt,
        Messages messages) {}
