package dev.ashlar.compile.parse;

import dev.ashlar.compile.config.ResolvedConfig;
import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.manifest.Node.Gating;
import dev.ashlar.manifest.Node.StoreFailures;
import dev.ashlar.manifest.Node.TestRules;
import dev.ashlar.manifest.Node.TestScope;
import dev.ashlar.manifest.Node.TestSeverity;
import dev.ashlar.manifest.RelationName;
import java.util.Optional;
import java.util.regex.Pattern;

/** Turns the configuration of a test into its {@link TestRules}. */
final class TestRuling {
    private static final Pattern CONDITION = Pattern.compile(
            "\\s*(?:(?:>=|<=|<>|!=|=|>|<)\\s*\\d+|between\\s+\\d+\\s+and\\s+\\d+)\\s*", Pattern.CASE_INSENSITIVE);

    private final ParseContext context;

    TestRuling(ParseContext context) {
        this.context = context;
    }

    /** @param beside relation whose neighbour stored failures are; empty for a test of none in particular */
    TestRules of(ResolvedConfig config, String what, SourceLocation at, String alias, Optional<RelationName> beside) {
        boolean stores = config.text("store_failures_as")
                .map("table"::equals)
                .orElseGet(() -> config.flag("store_failures", false));
        RelationName named =
                context.naming().failures(beside, config.text("alias").orElse(alias));
        RelationName failures = config.text("schema")
                .map(schema ->
                        new RelationName(named.database(), context.naming().schema(schema), named.identifier()))
                .orElse(named);
        return new TestRules(
                config.text("severity").filter("warn"::equals).isPresent() ? TestSeverity.WARN : TestSeverity.ERROR,
                condition(config, "warn_if", what, at),
                condition(config, "error_if", what, at),
                config.text("fail_calc").orElse("count(*)"),
                config.find("limit").map(value -> ((Number) value).longValue()),
                config.text("where").filter(text -> !text.isBlank()),
                stores ? Optional.of(new StoreFailures(failures)) : Optional.empty(),
                config.text("test_scope")
                        .map(word -> word.equals("batch") ? TestScope.BATCH : TestScope.RELATION)
                        .orElse(TestScope.UNSAID),
                config.flag("gate", true) ? Gating.GATES : Gating.NEVER);
    }

    private String condition(ResolvedConfig config, String key, String what, SourceLocation at) {
        String text = config.text(key).orElse("!= 0");
        if (CONDITION.matcher(text).matches()) return text.strip();
        context.error(
                config.placeOf(key, at),
                "'" + key + "' of " + what + " must be a comparison with a number, but it is '" + text + "'.",
                "Write for example '>10' or 'between 1 and 5', within quotes.");
        return "!= 0";
    }
}
