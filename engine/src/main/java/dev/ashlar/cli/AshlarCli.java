package dev.ashlar.cli;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.port.WarehouseException;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line: arguments in, exit code out. Nothing in here ends the process. */
public final class AshlarCli {
    /** Columns of a terminal that does not say. */
    private static final int NARROW = 80;

    private static final Pattern NO_NUMBER =
            Pattern.compile("Invalid value for option '([^']+)'.*: '(.*)' is not an? (?:int|long)");

    private static final Pattern NO_WORD = Pattern.compile(
            "Invalid value for option '([^']+)'.*: expected one of \\[(.*)] \\(case-insensitive\\) but was '(.*)'");

    private final Map<String, String> environment;
    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;

    /** Nobody can be asked anything. */
    public AshlarCli(Map<String, String> environment, PrintStream out, PrintStream err) {
        this(environment, InputStream.nullInputStream(), out, err);
    }

    /** @param in read only when {@code ASHLAR_ASK} says that somebody sits there; Java 21 cannot tell by itself */
    public AshlarCli(Map<String, String> environment, InputStream in, PrintStream out, PrintStream err) {
        this.environment = environment;
        this.in = in;
        this.out = out;
        this.err = err;
    }

    /** @return 0 all well, 1 a node failed, 2 the work could not be done, 130 interrupted */
    public int run(String... arguments) {
        List<String> words = List.of(arguments);
        int columns = columns();
        Colors colors = Colors.fitting(words.contains("--no-color"), columns > 0, environment);
        Console console = new Console(out, err, answers(), colors, columns);
        CommandLine line = new CommandLine(new AshlarCommand(), new Commands(console, environment));
        AshlarCommand.of(words).forEach(line::addSubcommand);
        line.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
        line.setDefaultValueProvider(new EnvironmentDefaults(environment));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpAutoWidth(true);
        line.setColorScheme(CommandLine.Help.defaultColorScheme(
                switch (console.colors()) {
                    case ON -> Ansi.ON;
                    case OFF -> Ansi.OFF;
                }));
        line.setParameterExceptionHandler((e, args) -> wrongArguments(e, console));
        line.setExecutionExceptionHandler((e, command, parsed) -> failed(e, console, words));
        try {
            return line.execute(arguments);
        } catch (VirtualMachineError | LinkageError e) {
            if (debugging(words)) console.problem(stackTrace(e));
            console.diagnostic(broken(e));
            return ExitCode.NOT_DONE;
        }
    }

    private Optional<BufferedReader> answers() {
        String asks = environment.get("ASHLAR_ASK");
        if (asks == null || asks.isBlank()) return Optional.empty();
        return Optional.of(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)));
    }

    /** What the virtual machine could not do; nothing in a project is to blame. */
    private static Diagnostic broken(Error e) {
        if (e instanceof OutOfMemoryError) {
            long megabytes = Runtime.getRuntime().maxMemory() / (1024 * 1024);
            return Diagnostic.error(
                    "Java ran out of memory: it may use " + megabytes + " MB.",
                    "Give it more: JAVA_TOOL_OPTIONS=-Xmx" + 2 * megabytes + "m, or select fewer nodes.");
        }
        return Diagnostic.error(
                "Ashlar cannot go on in this Java: " + e + ".",
                "Run again with --log-level debug for the details, and report them.");
    }

    /** Of the terminal that the launcher saw on stdout; 0 when it saw none. Java 21 cannot tell by itself. */
    private int columns() {
        String columns = environment.get("ASHLAR_COLUMNS");
        if (columns == null || columns.isBlank()) return 0;
        try {
            return Integer.parseInt(columns);
        } catch (NumberFormatException e) {
            return NARROW;
        }
    }

    private static int wrongArguments(ParameterException e, Console console) {
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        console.problem(console.colors().red("error:") + " " + wrongArgument(e) + "\nTry '" + command + " --help'.");
        return ExitCode.NOT_DONE;
    }

    private static String wrongArgument(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched) {
            for (String word : unmatched.getUnmatched()) {
                String flag = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
                String reason = RefusedFlags.reason(flag);
                if (reason != null) return "Cannot take " + flag + ": " + reason;
            }
            return "Unknown argument '" + unmatched.getUnmatched().get(0) + "'." + meant(unmatched);
        }
        return inOurWords(e.getMessage());
    }

    /** The library's own tell of Java's types. */
    private static String inOurWords(String message) {
        Matcher number = NO_NUMBER.matcher(message);
        if (number.matches()) {
            return number.group(1) + " must be a whole number, but it is '" + number.group(2) + "'.";
        }
        Matcher word = NO_WORD.matcher(message);
        if (word.matches()) {
            return word.group(1) + " must be one of "
                    + word.group(2).toLowerCase(Locale.ROOT).replace('_', '-') + ", but it is '" + word.group(3)
                    + "'.";
        }
        return message.replaceFirst("^Error: ", ""); // before some messages
    }

    /** Most who name a node without a flag mean to select it. */
    private static String meant(UnmatchedArgumentException unmatched) {
        String word = unmatched.getUnmatched().get(0);
        boolean selects =
                unmatched.getCommandLine().getCommandSpec().optionsMap().containsKey("--select");
        if (selects && !word.startsWith("-")) return " Nodes are named by --select " + word + ".";
        List<String> near = unmatched.getSuggestions();
        return near.isEmpty() ? "" : " Did you mean '" + near.get(0) + "'?";
    }

    private static int failed(Exception e, Console console, List<String> words) {
        if (debugging(words)) console.problem(stackTrace(e));
        switch (e) {
            case DiagnosticException d -> {
                d.diagnostics().forEach(console::diagnostic);
                long errors = d.diagnostics().size();
                if (errors > 1) console.problem(errors + " problems; nothing was changed by them.");
            }
            case WarehouseException w ->
                console.diagnostic(Diagnostic.error(
                        "The warehouse refused: " + w.getMessage(),
                        "See 'ashlar debug' for what can be reached with this target."));
            default ->
                console.diagnostic(Diagnostic.error(
                        "Ashlar failed where it should not: " + e.getClass().getSimpleName()
                                + (e.getMessage() == null ? "" : ": " + e.getMessage()) + ".",
                        "Run again with --log-level debug for the details, and report them."));
        }
        return ExitCode.NOT_DONE;
    }

    private static boolean debugging(List<String> words) {
        int at = words.indexOf("--log-level");
        return (at >= 0 && at + 1 < words.size() && words.get(at + 1).equalsIgnoreCase("debug"))
                || words.contains("--log-level=debug")
                || words.contains("--debug");
    }

    private static String stackTrace(Throwable e) {
        StringWriter text = new StringWriter();
        e.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
