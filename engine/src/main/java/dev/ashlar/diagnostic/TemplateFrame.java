package dev.ashlar.diagnostic;

/**
 * One level of the stack of a template that was being rendered.
 *
 * @param at where the text was written, or where the macro was called
 * @param call the macro call at that place, for example {@code @cents_to_euros}; empty for plain text
 */
public record TemplateFrame(SourceLocation at, String call) {}
