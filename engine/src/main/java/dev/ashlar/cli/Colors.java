package dev.ashlar.cli;

import java.util.Map;

/** ANSI colours, or none. No meaning is carried by colour alone. */
public enum Colors {
    ON,
    OFF;

    private static final String ESCAPE = "\u001b[";

    /** {@code --no-color}, the convention of {@code NO_COLOR}, and whether somebody looks at a terminal. */
    static Colors fitting(boolean refused, boolean terminal, Map<String, String> environment) {
        String noColor = environment.get("NO_COLOR");
        boolean wanted = !refused && terminal && (noColor == null || noColor.isEmpty());
        return wanted ? ON : OFF;
    }

    String red(String text) {
        return paint("31", text);
    }

    String green(String text) {
        return paint("32", text);
    }

    String yellow(String text) {
        return paint("33", text);
    }

    String dim(String text) {
        return paint("2", text);
    }

    String bold(String text) {
        return paint("1", text);
    }

    private String paint(String code, String text) {
        return switch (this) {
            case ON -> ESCAPE + code + "m" + text + ESCAPE + "0m";
            case OFF -> text;
        };
    }
}
