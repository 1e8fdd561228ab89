package dev.ashlar.compile.parse;

import dev.ashlar.manifest.TemplateText;
import java.util.Optional;

/** Keeps what templates said of themselves, for as long as it cannot have changed. */
interface TemplateCache {
    Optional<TemplateFacts> find(TemplateText template);

    void keep(TemplateText template, TemplateFacts facts, Asked asked);

    /** Writes out what has changed, when all templates have been read. */
    void store();
}
