package dev.ashlar.adapter.duckdb;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.duckdb.DuckDBConnection;

/** Opens the database file, and says in plain words why it cannot be opened. */
final class DuckDbOpening {
    private static final Pattern HOLDER = Pattern.compile("Conflicting lock is held in (.+?) \\(PID (\\d+)\\)");

    private DuckDbOpening() {}

    static DuckDBConnection open(DuckDbProfile profile) {
        profile.file().ifPresent(DuckDbOpening::prepareFolder);
        String url = "jdbc:duckdb:" + profile.file().map(Path::toString).orElse("");
        try {
            return DriverManager.getConnection(url, profile.properties()).unwrap(DuckDBConnection.class);
        } catch (SQLException failure) {
            throw new DiagnosticException(explain(profile, String.valueOf(failure.getMessage())), failure);
        } catch (LinkageError failure) {
            throw new DiagnosticException(libraryLacks(failure), failure);
        }
    }

    /** The driver unpacks 72 MB into the temporary folder of Java, unless the library lies beside its jar. */
    private static Diagnostic libraryLacks(LinkageError failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) cause = cause.getCause();
        return Diagnostic.error(
                "DuckDB's native library cannot be loaded from " + System.getProperty("java.io.tmpdir") + ": "
                        + cause.getMessage() + ".",
                "Make room there (it takes 100 MB) and let programs run from it, or name another folder:"
                        + " JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=FOLDER.");
    }

    private static void prepareFolder(Path file) {
        Path folder = file.getParent();
        try {
            Files.createDirectories(folder);
        } catch (IOException failure) {
            throw new DiagnosticException(
                    Diagnostic.error(
                            "Cannot create the folder " + folder + " for the warehouse: " + reason(failure) + ".",
                            "Correct 'path' in profiles.yml, or make the folder writable."),
                    failure);
        }
        if (Files.isDirectory(file)) {
            throw new DiagnosticException(Diagnostic.error(
                    "The warehouse " + file + " is a folder.", "Name a file in 'path' in profiles.yml."));
        }
        if (!Files.exists(file) && !Files.isWritable(folder)) {
            throw new DiagnosticException(Diagnostic.error(
                    "Cannot create the warehouse " + file + ": the folder " + folder + " is not writable.",
                    "Correct 'path' in profiles.yml, or make the folder writable."));
        }
    }

    private static String reason(IOException failure) {
        if (failure instanceof FileSystemException of && of.getReason() != null) return of.getReason();
        if (failure instanceof FileAlreadyExistsException) return "there is a file of that name";
        if (failure instanceof AccessDeniedException denied) return denied.getFile() + " is not writable";
        return failure.getClass().getSimpleName().replace("Exception", "") + " " + failure.getMessage();
    }

    private static Diagnostic explain(DuckDbProfile profile, String message) {
        String file = profile.file().map(Path::toString).orElse(DuckDbProfile.IN_MEMORY);
        Matcher holder = HOLDER.matcher(message);
        if (holder.find()) {
            long pid = Long.parseLong(holder.group(2));
            return Diagnostic.error(
                    "The warehouse " + file + " is in use by process " + pid + " (" + shown(pid, holder.group(1))
                            + ").",
                    "DuckDB lets one process at a time write to a file: wait until it ends, or end it, and run again;"
                            + " 'ps -fp " + pid + "' shows what it is.");
        }
        if (message.contains("Could not set lock")) {
            return Diagnostic.error(
                    "The warehouse " + file + " is in use by another process.",
                    "DuckDB lets one process at a time write to a file: wait until it ends, and run again.");
        }
        if (message.contains("not a valid DuckDB database file")) {
            return Diagnostic.error(
                    "The file " + file + " is not a DuckDB database.",
                    "Name another file in 'path' in profiles.yml, or move this one away.");
        }
        if (message.contains("version number")) {
            return Diagnostic.error(
                    "The warehouse " + file + " was written by another version of DuckDB. " + message,
                    "Open it with that version and export it, or let Ashlar build a new one.");
        }
        if (message.contains("No space left on device")) {
            return Diagnostic.error("The disk that holds " + file + " is full.", "Free some space and run again.");
        }
        if (message.contains("Permission denied") || message.contains("Read-only file system")) {
            return Diagnostic.error(
                    "The warehouse " + file + " cannot be written to: " + message,
                    "Give yourself the right to write it, or name another file in 'path' in profiles.yml.");
        }
        if (message.contains("options were not recognized")) {
            return Diagnostic.error(
                    "The duckdb target has a setting that DuckDB does not know: " + message,
                    "Correct 'settings' in profiles.yml.");
        }
        return Diagnostic.error("Cannot open the warehouse " + file + ": " + message, "");
    }

    /** Whose process it is and since when; never its command line, in which secrets may stand. */
    private static String shown(long pid, String program) {
        Optional<ProcessHandle.Info> told = ProcessHandle.of(pid).map(ProcessHandle::info);
        return program.substring(program.lastIndexOf('/') + 1)
                + told.flatMap(ProcessHandle.Info::user)
                        .map(user -> " of user " + user)
                        .orElse("")
                + told.flatMap(ProcessHandle.Info::startInstant)
                        .map(start -> ", since " + start.truncatedTo(ChronoUnit.SECONDS))
                        .orElse("");
    }
}
