package dev.ashlar;

import dev.ashlar.cli.AshlarCli;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The process: hands the command line on and ends with its exit code. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        PrintStream out = stream(FileDescriptor.out);
        PrintStream err = stream(FileDescriptor.err);
        int code = new AshlarCli(System.getenv(), System.in, out, err).run(arguments);
        out.flush();
        err.flush();
        System.exit(code);
    }

    /** UTF-8 whatever the platform thinks, since names and rows may hold any character. */
    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
    }
}
