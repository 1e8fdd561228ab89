package dev.ashlar.compile.parse;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a template asked of the outside while parsing, and what it was told: what its facts depend on besides its own text
 * and the macros.
 *
 * @param timed whether it asked for something that differs with every run
 */
record Asked(
        Map<String, Optional<Object>> vars,
        Map<String, Optional<String>> environment,
        Map<String, Optional<String>> docs,
        boolean timed) {
    static final class Recorder {
        private final Map<String, Optional<Object>> vars = new TreeMap<>();
        private final Map<String, Optional<String>> environment = new TreeMap<>();
        private final Map<String, Optional<String>> docs = new TreeMap<>();
        private boolean timed;

        Optional<Object> variable(String name, Optional<Object> value) {
            vars.put(name, value);
            return value;
        }

        Optional<String> environment(String name, Optional<String> value) {
            environment.put(name, value);
            return value;
        }

        Optional<String> doc(String name, Optional<String> value) {
            docs.put(name, value);
            return value;
        }

        void timed() {
            timed = true;
        }

        Asked asked() {
            return new Asked(vars, environment, docs, timed);
        }
    }
}
