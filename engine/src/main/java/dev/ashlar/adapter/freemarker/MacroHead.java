package dev.ashlar.adapter.freemarker;

import dev.ashlar.adapter.freemarker.Token.Kind;
import dev.ashlar.port.ModelTemplates.MacroKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a macro or function says about itself in its first tag.
 *
 * @param catchAll whether it takes arguments of any name ({@code rest...})
 */
record MacroHead(String name, MacroKind kind, List<Argument> arguments, boolean catchAll, int offset) {
    private static final Set<String> OPERATORS = Set.of("gt", "gte", "lt", "lte", "as", "in", "using");

    MacroHead {
        arguments = List.copyOf(arguments);
    }

    /** @param optional whether it has a default */
    record Argument(String name, boolean optional) {}

    static List<MacroHead> in(String text) {
        List<MacroHead> heads = new ArrayList<>();
        for (Tag tag : TemplateScanner.scan(text)) {
            boolean macro = tag.kind() == Tag.Kind.DIRECTIVE && tag.name().equals("macro");
            boolean function = tag.kind() == Tag.Kind.DIRECTIVE && tag.name().equals("function");
            if ((macro || function) && !tag.tokens().isEmpty()) {
                heads.add(read(tag, function ? MacroKind.RETURNS_VALUE : MacroKind.WRITES_TEXT));
            }
        }
        return heads;
    }

    private static MacroHead read(Tag tag, MacroKind kind) {
        List<Token> tokens = tag.tokens();
        int from = tokens.size() > 1 && tokens.get(1).is("(") ? 2 : 1;
        List<Argument> arguments = new ArrayList<>();
        boolean catchAll = false;
        int depth = 0;
        for (int i = from; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.is("(") || token.is("[") || token.is("{")) depth++;
            if (token.is(")") || token.is("]") || token.is("}")) depth--;
            if (depth != 0 || token.kind() != Kind.NAME || OPERATORS.contains(token.text())) continue;
            if (i > from && !tokens.get(i - 1).is(",") && !endsValue(tokens.get(i - 1))) continue;
            boolean rest = i + 1 < tokens.size() && tokens.get(i + 1).is(".");
            boolean optional = i + 1 < tokens.size() && tokens.get(i + 1).is("=");
            if (rest) catchAll = true;
            else arguments.add(new Argument(token.text(), optional));
        }
        return new MacroHead(tokens.get(0).text(), kind, arguments, catchAll, tag.offset());
    }

    /** Whether an expression may end here, so that a name that follows is the next argument. */
    private static boolean endsValue(Token token) {
        return switch (token.kind()) {
            case NAME -> !OPERATORS.contains(token.text());
            case STRING, COMPOSED, NUMBER -> true;
            case SYMBOL -> token.is(")") || token.is("]") || token.is("}") || token.is("!");
        };
    }
}
