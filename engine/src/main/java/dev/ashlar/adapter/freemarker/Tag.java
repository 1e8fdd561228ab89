package dev.ashlar.adapter.freemarker;

import java.util.List;

/**
 * A part of a template that FreeMarker evaluates.
 *
 * @param name of the directive or macro called; empty for an interpolation
 * @param tokens of the expression, also of interpolations within its string literals
 * @param offset 0-based in the template, of {@code <} or {@code $}
 */
record Tag(Kind kind, String name, List<Token> tokens, int offset, int end) {
    enum Kind {
        /** <code>${...}</code> */
        INTERPOLATION,
        /** {@code <#name ...>} */
        DIRECTIVE,
        /** {@code <@name ...>} */
        CALL
    }

    Tag {
        tokens = List.copyOf(tokens);
    }
}
