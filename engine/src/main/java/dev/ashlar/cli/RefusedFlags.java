package dev.ashlar.cli;

import java.util.LinkedHashMap;
import java.util.Map;

/** Flags of dbt's commands that Ashlar does not take, each with the reason and what to do instead. */
final class RefusedFlags {
    private static final Map<String, String> REASONS = reasons();

    private RefusedFlags() {}

    /** Null when the flag is not one of dbt's. */
    static String reason(String flag) {
        return REASONS.get(flag);
    }

    private static Map<String, String> reasons() {
        Map<String, String> reasons = new LinkedHashMap<>();
        String cache = "the catalog is always read once a run; there is no cache to steer.";
        for (String flag : new String[] {
            "--cache-selected-only",
            "--no-cache-selected-only",
            "--populate-cache",
            "--no-populate-cache",
            "--log-cache-events",
            "--no-log-cache-events"
        }) {
            reasons.put(flag, cache);
        }
        String parsing =
                "parse results are always cached by content and never served stale; delete .ashlar/parse-cache to start afresh.";
        for (String flag : new String[] {
            "--partial-parse", "--no-partial-parse", "--partial-parse-file-path", "--partial-parse-file-diff",
            "--no-partial-parse-file-diff", "--static-parser", "--no-static-parser", "--use-experimental-parser",
            "--no-use-experimental-parser"
        }) {
            reasons.put(flag, parsing);
        }
        for (String flag : new String[] {"--send-anonymous-usage-stats", "--no-send-anonymous-usage-stats"}) {
            reasons.put(flag, "Ashlar sends no usage statistics.");
        }
        for (String flag :
                new String[] {"--use-colors", "--no-use-colors", "--use-colors-file", "--no-use-colors-file"}) {
            reasons.put(flag, "write --no-color, or set NO_COLOR.");
        }
        for (String flag : new String[] {"--use-fast-test-edges", "--no-use-fast-test-edges"}) {
            reasons.put(flag, "test edges are always the short ones.");
        }
        reasons.put("--debug", "write --log-level debug.");
        reasons.put("-d", "write --log-level debug.");
        reasons.put("--no-debug", "debug output is off unless --log-level debug is given.");
        reasons.put("--log-level-file", "the log file always holds everything.");
        reasons.put("--log-format-file", "the log file is text; --log-format json gives JSON on stdout.");
        reasons.put("--log-file-max-bytes", "each run has a log file of its own.");
        reasons.put("--printer-width", "lines fit the terminal by themselves.");
        reasons.put("--macro-debugging", "errors always carry the macro stack.");
        reasons.put("--record-timing-info", "durations stand in run_results.json.");
        reasons.put("--single-threaded", "write --threads 1.");
        reasons.put("--version-check", "require_version in ashlar.yml is always checked.");
        reasons.put("--no-version-check", "require_version in ashlar.yml is always checked.");
        reasons.put("--write-json", "artifacts are always written.");
        reasons.put("--no-write-json", "artifacts are always written.");
        reasons.put("--introspect", "compiling asks the warehouse only when a template does.");
        reasons.put("--no-introspect", "compiling asks the warehouse only when a template does.");
        reasons.put("--inline-direct", "write --inline: a text without template marks is sent as it stands.");
        for (String flag : new String[] {
            "--export-saved-queries", "--no-export-saved-queries", "--include-saved-query", "--no-include-saved-query"
        }) {
            reasons.put(flag, "there are no saved queries.");
        }
        for (String flag : new String[] {"--upload-to-artifacts-ingest-api", "--no-upload-to-artifacts-ingest-api"}) {
            reasons.put(flag, "artifacts are files; nothing is uploaded.");
        }
        String state = "comparing with the state of another run is not available in this version.";
        for (String flag :
                new String[] {"--state", "--defer", "--no-defer", "--defer-state", "--favor-state", "--no-favor-state"
                }) {
            reasons.put(flag, state);
        }
        reasons.put("--warn-error-options", "write --warn-error: all warnings become errors.");
        reasons.put("--clean-project-files-only", "clean only ever empties the project's own target folder.");
        reasons.put("--no-clean-project-files-only", "clean only ever empties the project's own target folder.");
        return reasons;
    }
}
