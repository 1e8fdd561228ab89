package dev.ashlar.adapter.freemarker;

import dev.ashlar.adapter.freemarker.Token.Kind;
import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.manifest.TemplateText;
import dev.ashlar.port.ModelTemplates.Reference;
import java.util.ArrayList;
import java.util.List;

/** Finds {@code ref("m")}, {@code source("s", "t")} and {@code rejects("s", "t")} whose arguments are literals. */
final class LiteralReferences {
    private final List<Token> tokens;
    private final List<String> names = new ArrayList<>();
    private String version = "";

    private LiteralReferences(List<Token> tokens) {
        this.tokens = tokens;
    }

    static List<Reference> in(TemplateText template) {
        String text = template.text();
        if (!text.contains("ref") && !text.contains("source") && !text.contains("rejects")) return List.of();
        List<Reference> found = new ArrayList<>();
        Places places = new Places(template);
        for (Tag tag : TemplateScanner.scan(text)) {
            List<Token> tokens = tag.tokens();
            for (int i = 0; i + 1 < tokens.size(); i++) {
                Token name = tokens.get(i);
                boolean call = name.kind() == Kind.NAME && tokens.get(i + 1).is("(");
                boolean member =
                        i > 0 && (tokens.get(i - 1).is(".") || tokens.get(i - 1).is("?"));
                if (!call || member) continue;
                LiteralReferences arguments = new LiteralReferences(tokens);
                if (!arguments.read(i + 2)) continue;
                Reference reference = arguments.reference(name.text(), places.ofOffset(name.offset()));
                if (reference != null) found.add(reference);
            }
        }
        return found;
    }

    private boolean read(int from) {
        int i = from;
        while (i < tokens.size()) {
            Token token = tokens.get(i);
            if (token.is(")")) return !names.isEmpty();
            if (token.kind() == Kind.STRING) {
                names.add(token.text());
                i++;
            } else if (token.is("{") && isVersion(i)) {
                version = tokens.get(i + 3).text();
                i += 5;
            } else {
                return false;
            }
            if (i < tokens.size() && tokens.get(i).is(",")) i++;
        }
        return false;
    }

    private boolean isVersion(int i) {
        if (i + 4 >= tokens.size()) return false;
        Token key = tokens.get(i + 1);
        Kind value = tokens.get(i + 3).kind();
        return key.kind() == Kind.STRING
                && (key.text().equals("version") || key.text().equals("v"))
                && tokens.get(i + 2).is(":")
                && (value == Kind.STRING || value == Kind.NUMBER)
                && tokens.get(i + 4).is("}");
    }

    private Reference reference(String function, SourceLocation at) {
        return switch (function) {
            case "ref" ->
                names.size() > 2
                        ? null
                        : new Reference.ToNode(
                                names.size() == 2 ? names.get(0) : "", names.get(names.size() - 1), version, at);
            case "source" -> names.size() == 2 ? new Reference.ToSource(names.get(0), names.get(1), at) : null;
            case "rejects" -> names.size() == 2 ? new Reference.ToRejects(names.get(0), names.get(1), at) : null;
            default -> null;
        };
    }
}
