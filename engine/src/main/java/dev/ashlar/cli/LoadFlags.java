package dev.ashlar.cli;

import dev.ashlar.load.LoadOrder;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** What {@code load} does besides loading new files; one of them at most. */
final class LoadFlags {
    @Option(names = "--plan", description = "show which files would be loaded and why others are not; changes nothing")
    boolean plan;

    @Option(
            names = "--skip",
            paramLabel = "FILE",
            arity = "1..*",
            description = "note files in the ledger, so that they are never loaded")
    List<String> skip = new ArrayList<>();

    @Option(
            names = "--unload",
            paramLabel = "FILE",
            arity = "1..*",
            description = "take out the rows of loaded files, and forget that they were loaded")
    List<String> unload = new ArrayList<>();

    @Option(
            names = "--reload",
            paramLabel = "SOURCE",
            arity = "1..*",
            description = "make loaded tables anew from all their files")
    List<String> reload = new ArrayList<>();

    LoadOrder order() {
        if (!skip.isEmpty()) return new LoadOrder.PassOver(files(skip));
        if (!unload.isEmpty()) return new LoadOrder.TakeOut(files(unload));
        return reload.isEmpty() ? new LoadOrder.LoadNew() : new LoadOrder.LoadAnew();
    }

    /** In the order given; as the ledger spells them. */
    private static Set<String> files(List<String> typed) {
        Set<String> files = new LinkedHashSet<>();
        typed.forEach(file -> files.add(file.startsWith("./") ? file.substring(2) : file));
        return files;
    }

    List<String> asArguments() {
        List<String> arguments = new ArrayList<>();
        add(arguments, "--skip", skip);
        add(arguments, "--unload", unload);
        add(arguments, "--reload", reload);
        return arguments;
    }

    private static void add(List<String> arguments, String flag, List<String> values) {
        if (values.isEmpty()) return;
        arguments.add(flag);
        arguments.addAll(values);
    }
}
