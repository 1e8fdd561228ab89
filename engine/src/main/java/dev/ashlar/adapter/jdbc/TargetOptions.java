package dev.ashlar.adapter.jdbc;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.Diagnostics;
import dev.ashlar.manifest.Durations;
import dev.ashlar.manifest.Target;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The options of a target as values. Their names and types have been checked when the profile was read; what one asks of
 * another is found here, and told together by {@link #done}.
 */
public final class TargetOptions {
    private final Target target;
    private final Diagnostics problems = new Diagnostics();

    public TargetOptions(Target target) {
        this.target = target;
    }

    /** @param names spellings of one option; the first is the one to recommend */
    public Optional<String> text(String... names) {
        List<String> given =
                Stream.of(names).filter(name -> value(name).isPresent()).toList();
        if (given.size() > 1) {
            problem(
                    "says '" + given.get(0) + "' and '" + given.get(1) + "', which mean the same",
                    "Keep '" + names[0] + "' in profiles.yml.");
        }
        return given.stream()
                .findFirst()
                .flatMap(this::value)
                .map(String::valueOf)
                .filter(text -> !text.isBlank());
    }

    /**
     * @param example of a value, for the remedy
     * @param aliases other spellings of the key
     * @return an empty text where it lacks, which is then a problem
     */
    public String required(String key, String example, String... aliases) {
        return text(Stream.concat(Stream.of(key), Stream.of(aliases)).toArray(String[]::new))
                .orElseGet(() -> {
                    problem("has no " + key, "Add '" + key + ": " + example + "' to it in profiles.yml.");
                    return "";
                });
    }

    /** @return {@code otherwise} where it lacks, or does not lie between the bounds, which is then a problem */
    public int number(String key, int otherwise, int least, int most) {
        Optional<String> text = text(key);
        if (text.isEmpty()) return otherwise;
        if (text.get().matches("\\d{1,9}")) {
            int number = Integer.parseInt(text.get());
            if (number >= least && number <= most) return number;
        }
        problem(
                "has a '" + key + "' of " + text.get() + ", which is no whole number from " + least + " to " + most,
                "Write for example '" + key + ": " + otherwise + "' in profiles.yml.");
        return otherwise;
    }

    public Optional<Boolean> flag(String name) {
        return value(name).map(value -> Boolean.valueOf(String.valueOf(value)));
    }

    /** @return {@code otherwise} where it lacks, or is no length of time, which is then a problem */
    public Duration duration(String key, Duration otherwise) {
        Optional<String> text = text(key);
        if (text.isEmpty()) return otherwise;
        return Durations.find(text.get()).orElseGet(() -> {
            problem(
                    "has a '" + key + "' of '" + text.get() + "', which is no length of time",
                    "Write it as 30s, 10m or 2h in profiles.yml.");
            return otherwise;
        });
    }

    /** One text or a list of them. */
    public List<String> texts(String name) {
        return switch (value(name).orElse(List.of())) {
            case List<?> list -> list.stream().map(String::valueOf).toList();
            case Object one -> List.of(String.valueOf(one));
        };
    }

    public Map<String, String> map(String name) {
        Map<String, String> values = new LinkedHashMap<>();
        if (value(name).orElse(null) instanceof Map<?, ?> given) {
            given.forEach((key, value) -> values.put(String.valueOf(key), String.valueOf(value)));
        }
        return values;
    }

    private Optional<Object> value(String name) {
        return Optional.ofNullable(target.options().get(name));
    }

    /** @param what goes on after "target 'x' of profile 'y'" */
    public void problem(String what, String remedy) {
        problems.add(Diagnostic.error(
                "Target '" + target.name() + "' of profile '" + target.profile() + "' " + what + ".", remedy));
    }

    /** @throws dev.ashlar.diagnostic.DiagnosticException with every problem, if there is one */
    public void done() {
        problems.throwIfErrors();
    }
}
