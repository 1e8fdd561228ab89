package dev.ashlar.redshiftfront;

import dev.ashlar.redshiftfront.CopyRows.Column;
import dev.ashlar.redshiftfront.LoadFailures.Loading;
import dev.ashlar.s3.Buckets;
import dev.ashlar.wire.SqlText;
import dev.ashlar.wire.SqlText.Range;
import dev.ashlar.wire.Token.Kind;
import dev.ashlar.wire.Translation.Feed;
import dev.ashlar.wire.Translation.Place;
import dev.ashlar.wire.Translation.Reading;
import dev.ashlar.wire.Translation.RefusedException;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * COPY from S3, with text files alone. The objects are read when the statement is prepared, and a record that is wrong fails
 * the whole load (MAXERROR is not done).
 */
final class Copy implements WholeStatement {
    private final Rewrites rewrites;
    private final CopyFiles files;
    private final LoadFailures failures;

    Copy(Rewrites rewrites, Buckets buckets, LoadFailures failures) {
        this.rewrites = rewrites;
        this.files = new CopyFiles(buckets);
        this.failures = failures;
    }

    @Override
    public Optional<Reading> read(SqlText sql, Place place) {
        if (!sql.begins("copy")) return Optional.empty();
        int open = sql.afterName(1);
        int from = sql.is(open, "(") ? sql.close(open) + 1 : open;
        if (!sql.is(from, "from")) throw Refusal.grammar(sql.at(from).text());
        if (sql.at(from + 1).kind() != Kind.STRING)
            throw Refusal.grammar(sql.at(from + 1).text());
        CopyOptions options = CopyOptions.read(sql, from + 2);
        String table = rewrites.apply(sql.text(1, open));
        List<List<String>> described = place.ask("select a.attname, t.typname, a.atttypmod - 4, a.attrelid::bigint from"
                + " pg_attribute a join pg_type t on t.oid = a.atttypid where a.attrelid = to_regclass("
                + LateViews.literal(table) + ") and a.attnum > 0 and not a.attisdropped order by a.attnum");
        if (described.isEmpty())
            throw Refusal.refused(
                    "42P01",
                    "Cannot COPY into nonexistent table " + sql.at(open - 1).name());
        List<Column> columns = columns(sql, open, from, described);
        CopyRows rows = new CopyRows(columns, options);
        Loading loading = new Loading(
                sql.at(open - 1).name(), (int) Long.parseLong(described.get(0).get(3)), rows);
        for (CopyFiles.Part part : files.read(sql.at(from + 1).literal(), options)) {
            rows.add(part).forEach(wrong -> {
                throw new RefusedException(failures.keep(loading, wrong));
            });
        }
        failures.begin(loading);
        place.ask("select set_config('rs_front.copied', '" + rows.count() + "', false)");
        return Optional.of(new Feed(
                "copy " + table + rewrites.apply(sql.text(open, from)) + " from stdin",
                () -> new ByteArrayInputStream(rows.bytes())));
    }

    private static List<Column> columns(SqlText sql, int open, int from, List<List<String>> described) {
        List<Column> all = described.stream()
                .map(column -> new Column(column.get(0), column.get(1), Integer.parseInt(column.get(2))))
                .toList();
        if (open == from) return all;
        List<Column> named = new ArrayList<>();
        for (Range part : sql.parts(open + 1, from - 1)) {
            String name = sql.at(part.from()).name();
            named.add(all.stream()
                    .filter(column -> column.name().equalsIgnoreCase(name))
                    .findFirst()
                    .orElseThrow(() -> Refusal.refused("42703", "column \"" + name + "\" of relation does not exist")));
        }
        return named;
    }
}
