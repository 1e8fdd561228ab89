package dev.ashlar.manual;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page of the manual as a list of things to do. A fenced block does something when an HTML comment stands right above it:
 *
 * <ul>
 *   <li>{@code <!-- project: storefront -->} or {@code <!-- project: empty -->}, once, near the top: what the page works on
 *   <li>{@code <!-- file: models/a.sql -->}: the block becomes that file
 *   <li>{@code <!-- run -->} or {@code <!-- run: exit 1 -->}: every line beginning with {@code ./ashlar} is run; the last one
 *       ends with the exit code, the others with 0
 *   <li>{@code <!-- output -->}: the lines are found, in this order, in what the last command printed; {@code ...} stands for
 *       anything
 * </ul>
 */
record ManualPage(String start, List<Action> actions) {
    private static final Pattern MARK = Pattern.compile("<!-- (project|file|run|output)(?:: ([^>]*?))? -->");

    sealed interface Action {
        int line();
    }

    record WriteFile(String path, String text, int line) implements Action {}

    record Run(List<String> commands, int exit, int line) implements Action {}

    record Output(List<String> lines, int line) implements Action {}

    static ManualPage of(String name, String text) {
        List<String> lines = text.lines().toList();
        String start = "";
        List<Action> actions = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Matcher mark = MARK.matcher(lines.get(i).strip());
            if (!mark.matches()) continue;
            String argument = mark.group(2) == null ? "" : mark.group(2);
            if (mark.group(1).equals("project")) {
                start = argument;
                continue;
            }
            int open = i + 1;
            if (open >= lines.size() || !lines.get(open).startsWith("```")) {
                throw new IllegalArgumentException(name + ":" + (i + 1) + " A mark needs a fenced block right below.");
            }
            int close = open + 1;
            while (!lines.get(close).equals("```")) close++;
            List<String> block = lines.subList(open + 1, close);
            actions.add(action(name, mark.group(1), argument, block, i + 1));
            i = close;
        }
        return new ManualPage(start, actions);
    }

    private static Action action(String name, String word, String argument, List<String> block, int line) {
        return switch (word) {
            case "file" -> new WriteFile(argument, String.join("\n", block) + "\n", line);
            case "run" ->
                new Run(
                        block.stream().filter(l -> l.startsWith("./ashlar ")).toList(),
                        argument.isEmpty() ? 0 : Integer.parseInt(argument.replace("exit ", "")),
                        line);
            case "output" ->
                new Output(
                        block.stream()
                                .map(String::strip)
                                .filter(l -> !l.isEmpty())
                                .toList(),
                        line);
            default -> throw new IllegalArgumentException(name + ":" + line + " Unknown mark " + word);
        };
    }
}
