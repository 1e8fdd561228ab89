package dev.ashlar.compile.config;

import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.manifest.ConfigSchema.Key;

/**
 * One key that one level of configuration sets.
 *
 * @param value of the key's type, checked
 */
public record Setting(Key key, Object value, SourceLocation at) {}
