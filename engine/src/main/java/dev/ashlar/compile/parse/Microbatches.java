package dev.ashlar.compile.parse;

import dev.ashlar.compile.config.ResolvedConfig;
import dev.ashlar.diagnostic.Diagnostics;
import dev.ashlar.manifest.BatchSize;
import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Materialization.IncrementalStrategy.ConcurrentBatches;
import dev.ashlar.manifest.Materialization.IncrementalStrategy.Microbatch;
import dev.ashlar.manifest.Moment;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Turns the configuration of a microbatch model into its strategy. Keys and defaults are dbt's, but for {@code time_zone}.
 */
final class Microbatches {
    private static final int LOOKBACK = 1;

    private final Diagnostics diagnostics;

    Microbatches(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    Microbatch of(Draft draft) {
        return new Microbatch(
                new ColumnName(
                        said(draft, "event_time", "the column that tells when a row happened", "\"ordered_at\"")),
                size(draft),
                begin(draft),
                lookback(draft),
                NamedZone.of(draft, diagnostics),
                concurrent(draft));
    }

    private static ConcurrentBatches concurrent(Draft draft) {
        return draft.config()
                .find("concurrent_batches")
                .map(value -> Boolean.TRUE.equals(value) ? ConcurrentBatches.ALWAYS : ConcurrentBatches.NEVER)
                .orElse(ConcurrentBatches.WHERE_SAFE);
    }

    private String said(Draft draft, String key, String what, String example) {
        Optional<String> value = draft.config().text(key).filter(text -> !text.isBlank());
        if (value.isEmpty()) {
            diagnostics.error(
                    draft.config().placeOf("incremental_strategy", draft.at()),
                    "The strategy 'microbatch' of " + draft.what() + " needs '" + key + "'.",
                    "Name " + what + ", for example " + key + "=" + example + ".");
        }
        return value.orElse(key);
    }

    private BatchSize size(Draft draft) {
        String text = said(draft, "batch_size", "how long a batch is", "\"day\"");
        Optional<BatchSize> size = BatchSize.find(text);
        if (size.isEmpty() && draft.config().has("batch_size")) {
            wrong(
                    draft,
                    "batch_size",
                    text,
                    "Use hour, day, week, month, year, or a number of days, such as '3 days'.");
        }
        return size.orElse(new BatchSize(BatchSize.Unit.DAY, 1));
    }

    private Moment begin(Draft draft) {
        String text = said(draft, "begin", "where the first batch begins", "\"2024-01-01\"");
        Optional<Moment> begin = Moment.find(text);
        if (begin.isEmpty() && draft.config().has("begin")) {
            wrong(draft, "begin", text, "Write " + Moment.FORMS + ".");
        }
        return begin.orElse(new Moment.Local(LocalDate.EPOCH.atStartOfDay()));
    }

    private int lookback(Draft draft) {
        ResolvedConfig config = draft.config();
        int lookback = config.find("lookback")
                .map(value -> ((Number) value).intValue())
                .orElse(LOOKBACK);
        if (lookback < 0) wrong(draft, "lookback", String.valueOf(lookback), "Use 0 or more.");
        return Math.max(0, lookback);
    }

    private void wrong(Draft draft, String key, String value, String remedy) {
        diagnostics.error(
                draft.config().placeOf(key, draft.at()),
                "'" + key + "' of " + draft.what() + " cannot be '" + value + "'.",
                remedy);
    }
}
