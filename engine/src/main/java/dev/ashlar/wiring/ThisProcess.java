package dev.ashlar.wiring;

import dev.ashlar.port.RunLocks.Holder;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** Who runs this, and where, for others to read. */
public final class ThisProcess {
    private static final Path HOST_FILE = Path.of("/etc/hostname");
    private static final String SINCE = " since ";

    private ThisProcess() {}

    static Holder holder(String invocation, String command, Map<String, String> environment) {
        return new Holder(invocation, command, user(), host(environment), process());
    }

    /** The name that the operating system knows the user by. */
    public static String user() {
        return System.getProperty("user.name", "unknown");
    }

    /** Without asking the network where that can be helped: a name server that does not answer takes seconds. */
    static String host(Map<String, String> environment) {
        for (String variable : List.of("HOSTNAME", "COMPUTERNAME")) {
            String name = environment.getOrDefault(variable, "");
            if (!name.isBlank()) return name;
        }
        try {
            if (Files.isReadable(HOST_FILE)) return Files.readString(HOST_FILE).strip();
            return InetAddress.getLocalHost().getHostName();
        } catch (IOException nameless) {
            return "localhost";
        }
    }

    /** Number and start, since numbers are used again: {@code 4711 since 2026-01-01T02:00:00Z}. */
    static String process() {
        return described(ProcessHandle.current());
    }

    private static String described(ProcessHandle process) {
        Instant started = process.info().startInstant().orElse(Instant.EPOCH).truncatedTo(ChronoUnit.SECONDS);
        return process.pid() + SINCE + started;
    }

    /** Whether it was a process of this host that is no more; false for those of other hosts, of which nobody knows. */
    static boolean hasEnded(Holder holder, Map<String, String> environment) {
        int end = holder.process().indexOf(SINCE);
        if (end < 0 || !holder.host().equals(host(environment))) return false;
        return ProcessHandle.of(Long.parseLong(holder.process().substring(0, end)))
                .filter(process -> described(process).equals(holder.process()))
                .isEmpty();
    }
}
