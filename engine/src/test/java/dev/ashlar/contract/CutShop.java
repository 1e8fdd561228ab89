package dev.ashlar.contract;

import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Materialization.Arrival;
import dev.ashlar.manifest.Materialization.Displaced;
import dev.ashlar.manifest.Materialization.HardDeletes;
import dev.ashlar.manifest.Materialization.Incremental;
import dev.ashlar.manifest.Materialization.IncrementalStrategy;
import dev.ashlar.manifest.Materialization.NullKeys;
import dev.ashlar.manifest.Materialization.OnSchemaChange;
import dev.ashlar.manifest.Materialization.SnapshotColumns;
import dev.ashlar.manifest.Materialization.SnapshotHistory;
import dev.ashlar.manifest.Materialization.SnapshotStrategy;
import dev.ashlar.port.WarehouseException;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.RunReport;
import dev.ashlar.run.Interruption;
import dev.ashlar.run.RunOptions.Verb;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Projects of one relation, built day after day. On day {@code d} its source has a row 1 that says {@code ad}, and a row
 * {@code d + 1} that says {@code nd} and is gone the day after. Rows that were lost or doubled on any day show on every later one.
 */
enum CutShop {
    /** A table that is not there yet. */
    FIRST_TABLE {
        @Override
        String relation(int day) {
            return "t" + day;
        }

        @Override
        void declare(Workshop shop, int day) {
            shop.forget().table(relation(day), source(day));
        }

        @Override
        List<String> rows(int day) {
            return ofDay(day);
        }

        @Override
        boolean isNewEachDay() {
            return true;
        }
    },
    /** A table that is swapped once its tests held. */
    GATED_TABLE {
        @Override
        void declare(Workshop shop, int day) {
            shop.forget().table("t", source(day)).test("t_whole", "t", "select * from {this} as t where v is null");
        }

        @Override
        List<String> rows(int day) {
            return ofDay(day);
        }
    },
    VIEW {
        @Override
        void declare(Workshop shop, int day) {
            shop.forget().view("t", source(day));
        }

        @Override
        List<String> rows(int day) {
            return ofDay(day);
        }
    },
    /** What was a view the day before. */
    TABLE_FOR_VIEW {
        @Override
        boolean isQuick() {
            return false;
        }

        @Override
        void declare(Workshop shop, int day) {
            if (isPreparation(day)) shop.forget().view("t", source(day));
            else shop.forget().table("t", source(day));
        }

        @Override
        List<String> rows(int day) {
            return ofDay(day);
        }

        @Override
        boolean isPreparation(int day) {
            return day % 2 == 1;
        }
    },
    VIEW_FOR_TABLE {
        @Override
        void declare(Workshop shop, int day) {
            if (isPreparation(day)) shop.forget().table("t", source(day));
            else shop.forget().view("t", source(day));
        }

        @Override
        List<String> rows(int day) {
            return ofDay(day);
        }

        @Override
        boolean isPreparation(int day) {
            return day % 2 == 1;
        }
    },
    /** A table on which somebody else's view hangs: readers look through the view. */
    TABLE_UNDER_VIEW {
        @Override
        String relation(int day) {
            return "w";
        }

        @Override
        List<String> relations(int day) {
            return List.of("t", "w");
        }

        @Override
        void declare(Workshop shop, int day) {
            shop.forget().table("t", source(day));
        }

        @Override
        void afterFirstDay(Workshop shop) {
            shop.execute("create view {schema}.w as select id, v, day from {schema}.t");
        }

        @Override
        List<String> rows(int day) {
            return ofDay(day);
        }
    },
    /** The one before is kept, with its index. */
    TABLE_KEPT {
        @Override
        boolean isQuick() {
            return false;
        }

        @Override
        List<String> relations(int day) {
            return day == 1 ? List.of("t") : List.of("t", "t__previous");
        }

        @Override
        void declare(Workshop shop, int day) {
            shop.forget().indexed("t", "id", source(day)).saying("t", ModelWords.displacing(Displaced.KEPT));
        }

        @Override
        List<String> rows(int day) {
            return ofDay(day);
        }
    },
    /** The one before stands until the next run. */
    TABLE_DROPPED_LATER {
        @Override
        boolean isQuick() {
            return false;
        }

        @Override
        List<String> relations(int day) {
            return day == 1 ? List.of("t") : List.of("t", "t__old");
        }

        @Override
        void declare(Workshop shop, int day) {
            shop.forget().table("t", source(day)).saying("t", ModelWords.displacing(Displaced.DROPPED_LATER));
        }

        @Override
        List<String> rows(int day) {
            return ofDay(day);
        }
    },
    /** Built two days ahead and for the day before, every second day; the table of the day is what was before that. */
    ROLLBACK {
        @Override
        List<String> relations(int day) {
            return List.of("t", "t__previous");
        }

        @Override
        void declare(Workshop shop, int day) {
            if (!isPreparation(day)) return;
            shop.forget().indexed("t", "id", source(day + 1)).saying("t", ModelWords.displacing(Displaced.KEPT));
            built(shop);
            shop.forget().indexed("t", "id", source(day)).saying("t", ModelWords.displacing(Displaced.KEPT));
        }

        @Override
        RunReport run(Workshop shop, int day, Attempt attempt) {
            if (isPreparation(day)) return shop.build();
            // one whose end nobody could tell may have been done
            boolean done = attempt == Attempt.AGAIN && shop.rows("t", columns()).equals(rows(day));
            return done ? shop.run(Verb.SEED, new Interruption()) : shop.rollback("t");
        }

        @Override
        List<String> rows(int day) {
            return ofDay(day);
        }

        @Override
        boolean isPreparation(int day) {
            return day % 2 == 1;
        }
    },
    /** Of another query each day. */
    MATERIALIZED_VIEW {
        @Override
        void declare(Workshop shop, int day) {
            shop.forget().materializedView("t", List.of(), source(day));
        }

        @Override
        List<String> rows(int day) {
            return ofDay(day);
        }
    },
    APPEND {
        @Override
        void declare(Workshop shop, int day) {
            shop.forget()
                    .incremental(
                            "t", IncrementalContract.by(new IncrementalStrategy.Append()), source(day), newer(day));
        }

        @Override
        List<String> rows(int day) {
            return IntStream.rangeClosed(1, day)
                    .mapToObj(CutShop::ofDay)
                    .flatMap(List::stream)
                    .sorted()
                    .toList();
        }
    },
    MERGE {
        @Override
        void declare(Workshop shop, int day) {
            shop.forget()
                    .incremental("t", IncrementalContract.by(IncrementalContract.MERGE, "id"), source(day), newer(day));
        }

        @Override
        List<String> rows(int day) {
            return byKey(day);
        }
    },
    DELETE_INSERT {
        @Override
        void declare(Workshop shop, int day) {
            shop.forget()
                    .incremental(
                            "t",
                            IncrementalContract.by(new IncrementalStrategy.DeleteInsert(), "id"),
                            source(day),
                            newer(day))
                    .test("t_whole", "t", "select * from {this} as t where v is null");
        }

        @Override
        List<String> rows(int day) {
            return byKey(day);
        }
    },
    INSERT_OVERWRITE {
        @Override
        void declare(Workshop shop, int day) {
            shop.forget()
                    .incremental(
                            "t",
                            IncrementalContract.by(
                                    new IncrementalStrategy.InsertOverwrite(List.of(new ColumnName("id")))),
                            source(day),
                            newer(day));
        }

        @Override
        boolean isQuick() {
            return false;
        }

        @Override
        List<String> rows(int day) {
            return byKey(day);
        }
    },
    /** What came the day before is deleted, and remembered as such. */
    CHANGE_STREAM {
        @Override
        void declare(Workshop shop, int day) {
            String operations = "select cast(1 as bigint) as id, cast('U' as varchar(1)) as op, cast(" + day
                    + " as bigint) as s, cast('a" + day + "' as varchar(10)) as v, cast(" + day
                    + " as bigint) as day union all select " + (day + 1) + ", 'I', " + day + ", 'n" + day + "', " + day
                    + " union all select " + day + ", 'D', " + day + ", null, null where " + day + " > 1";
            shop.forget()
                    .incremental("t", CdcContract.hard(), operations, operations)
                    .test("t_whole", "t", "select * from {this} as t where v is null");
        }

        @Override
        List<String> relations(int day) {
            return List.of("t", "t__deleted");
        }

        @Override
        List<String> rows(int day) {
            return ofDay(day);
        }
    },
    /** By statements of the project. */
    OWN_STRATEGY {
        @Override
        boolean isQuick() {
            return false;
        }

        @Override
        void declare(Workshop shop, int day) {
            shop.forget()
                    .macro(
                            "strategy_own",
                            "delete from {target} where id in (select id from {batch})",
                            "insert into {target} ({columns}) select {columns} from {batch}")
                    .incremental(
                            "t",
                            IncrementalContract.by(new IncrementalStrategy.Custom("own"), "id"),
                            source(day),
                            newer(day))
                    .test("t_whole", "t", "select * from {this} as t where v is null");
        }

        @Override
        List<String> rows(int day) {
            return byKey(day);
        }
    },
    /** All days lie in one batch; each run does it again, and those of later years, which are empty. */
    MICROBATCH {
        @Override
        List<String> relations(int day) {
            return List.of("events", "t");
        }

        @Override
        void declare(Workshop shop, int day) {
            events(shop, "t", day);
        }

        @Override
        List<String> rows(int day) {
            return eventsUntil(day);
        }
    },
    /** The same, in a table that is not there yet. */
    FIRST_MICROBATCH {
        @Override
        String relation(int day) {
            return "t" + day;
        }

        @Override
        void declare(Workshop shop, int day) {
            events(shop, relation(day), day);
        }

        @Override
        List<String> rows(int day) {
            return eventsUntil(day);
        }

        @Override
        boolean isQuick() {
            return false;
        }

        @Override
        boolean isNewEachDay() {
            return true;
        }
    },
    /** A column more each day. */
    NEW_COLUMNS {
        @Override
        void declare(Workshop shop, int day) {
            Incremental how = new Incremental(
                    new IncrementalStrategy.Append(),
                    List.of(),
                    NullKeys.REFUSED,
                    OnSchemaChange.APPEND_NEW_COLUMNS,
                    List.of());
            String more = "select s.*, day as c" + day + " from (%s) as s";
            shop.forget()
                    .incremental(
                            "t",
                            how,
                            String.format(Locale.ROOT, more, source(day)),
                            String.format(Locale.ROOT, more, newer(day)));
        }

        @Override
        List<String> rows(int day) {
            return APPEND.rows(day);
        }
    },
    /** Three that are published together: a table, an increment, and a table that reads the increment. */
    GROUP {
        @Override
        void declare(Workshop shop, int day) {
            shop.forget()
                    .table("t", source(day))
                    .incremental("u", IncrementalContract.by(IncrementalContract.MERGE, "id"), source(day), newer(day))
                    .table("x", "select count(*) as id, 'x' as v, max(day) as day from {u} as u", "u")
                    .test("t_whole", "t", "select * from {this} as t where v is null")
                    .test("u_whole", "u", "select * from {this} as t where v is null");
            for (String name : List.of("t", "u", "x")) shop.saying(name, ModelWords.together("g"));
        }

        @Override
        List<String> relations(int day) {
            return List.of("t", "u", "x");
        }

        @Override
        String query(Workshop shop, int day) {
            return relations(day).stream()
                    .map(name -> "select '" + name + "', " + columns() + " from " + shop.relation(name))
                    .collect(Collectors.joining(" union all "));
        }

        @Override
        List<String> rows(int day) {
            List<String> rows = new ArrayList<>();
            ofDay(day).forEach(row -> rows.add("t," + row));
            byKey(day).forEach(row -> rows.add("u," + row));
            rows.add("x," + (day + 1) + ",x," + day);
            return rows;
        }
    },
    SNAPSHOT {
        @Override
        void declare(Workshop shop, int day) {
            shop.forget().snapshot("t", history(CHECKED, HardDeletes.INVALIDATE), source(day));
        }

        @Override
        String columns() {
            return "id, v, case when is_current then 1 else 0 end";
        }

        @Override
        List<String> rows(int day) {
            List<String> rows = new ArrayList<>();
            for (int d = 1; d <= day; d++) {
                int current = d == day ? 1 : 0;
                rows.add("1,a" + d + "," + current);
                rows.add((d + 1) + ",n" + d + "," + current);
            }
            return rows.stream().sorted().toList();
        }
    },
    /** All that ever happened, of which each day brings two rows. */
    CHANGELOG {
        @Override
        void declare(Workshop shop, int day) {
            String changes = IntStream.rangeClosed(1, day)
                    .mapToObj(d -> "select s.*, timestamp '" + LocalDate.EPOCH.plusDays(d)
                            + " 00:00:00' as happened from (" + source(d) + ") as s")
                    .collect(Collectors.joining(" union all "));
            shop.forget().snapshot("t", history(CHANGES, HardDeletes.IGNORE), changes);
        }

        @Override
        String columns() {
            return "id, v, case when is_current then 1 else 0 end";
        }

        @Override
        List<String> rows(int day) {
            List<String> rows = new ArrayList<>();
            for (int d = 1; d <= day; d++) {
                rows.add("1,a" + d + "," + (d == day ? 1 : 0));
                rows.add((d + 1) + ",n" + d + ",1");
            }
            return rows.stream().sorted().toList();
        }
    },
    SEED {
        @Override
        void declare(Workshop shop, int day) {
            shop.forget()
                    .seed(
                            "t",
                            List.of(
                                    CatalogColumn.of("id", "bigint"),
                                    CatalogColumn.of("v", "varchar(10)"),
                                    CatalogColumn.of("day", "bigint")),
                            List.of(List.of(1L, "a" + day, (long) day), List.of(day + 1L, "n" + day, (long) day)));
        }

        @Override
        List<String> rows(int day) {
            return ofDay(day);
        }
    };

    String relation(int day) {
        return "t";
    }

    /** All that stands in the schema when a day is done. */
    List<String> relations(int day) {
        return List.of(relation(day));
    }

    /** What somebody else makes. */
    void afterFirstDay(Workshop shop) {}

    /** The shop's only nodes are those of the day. */
    abstract void declare(Workshop shop, int day);

    String columns() {
        return "id, v, day";
    }

    /** One statement that reads all that stands. */
    String query(Workshop shop, int day) {
        return "select " + columns() + " from " + shop.relation(relation(day)).quoted();
    }

    /** What stands when the day is done: values joined by commas, sorted. */
    abstract List<String> rows(int day);

    enum Attempt {
        FIRST,
        AGAIN
    }

    /** What is done on the day. */
    RunReport run(Workshop shop, int day, Attempt attempt) {
        return shop.build();
    }

    /** Whether it is harmed in every test run. */
    boolean isQuick() {
        return true;
    }

    boolean isNewEachDay() {
        return false;
    }

    /** A day that only makes what the next one finds. */
    boolean isPreparation(int day) {
        return false;
    }

    /** On connections some of which may have died the day before. */
    private static void built(Workshop shop) {
        for (int attempt = 1; attempt < CutDays.ATTEMPTS; attempt++) {
            try {
                if (!shop.build().failed()) return;
            } catch (DiagnosticException | WarehouseException died) {
                // the next run has other connections
            }
        }
        RunReport last = shop.build();
        if (last.failed()) throw new AssertionError(Workshop.words(last));
    }

    private static void events(Workshop shop, String name, int day) {
        String rows = IntStream.rangeClosed(1, day)
                .mapToObj(d ->
                        "select cast(" + (d + 1) + " as bigint) as id, cast('n" + d + "' as varchar(10)) as v, cast("
                                + d + " as bigint) as day, timestamp '2026-01-01 00:00:00' as seen")
                .collect(Collectors.joining(" union all "));
        Incremental how = MicrobatchContract.by("year", "UTC", 10);
        String select = "select id, v, day, seen from {events} as e";
        shop.forget()
                .view("events", rows)
                .saying("events", ModelWords.eventTime("seen"))
                .incremental(name, how, select, select, "events");
    }

    private static List<String> eventsUntil(int day) {
        return IntStream.rangeClosed(1, day)
                .mapToObj(d -> (d + 1) + ",n" + d + "," + d)
                .sorted()
                .toList();
    }

    private static String source(int day) {
        return "select cast(1 as bigint) as id, cast('a" + day + "' as varchar(10)) as v, cast(" + day
                + " as bigint) as day union all select " + (day + 1) + ", 'n" + day + "', " + day;
    }

    private static String newer(int day) {
        return "select id, v, day from (" + source(day)
                + ") as s where day > (select coalesce(max(day), 0) from {this} as t)";
    }

    private static List<String> ofDay(int day) {
        return List.of("1,a" + day + "," + day, (day + 1) + ",n" + day + "," + day);
    }

    private static List<String> byKey(int day) {
        List<String> rows = new ArrayList<>(List.of("1,a" + day + "," + day));
        for (int d = 1; d <= day; d++) rows.add((d + 1) + ",n" + d + "," + d);
        return rows.stream().sorted().toList();
    }

    private static final SnapshotStrategy CHECKED = new SnapshotStrategy.Check(List.of(new ColumnName("v")));
    private static final SnapshotStrategy CHANGES = new SnapshotStrategy.Changelog(
            new ColumnName("happened"),
            Optional.empty(),
            List.of(),
            new Arrival.Column(new ColumnName("day")),
            List.of(),
            Optional.empty());

    private static SnapshotHistory history(SnapshotStrategy strategy, HardDeletes deletes) {
        return new SnapshotHistory(
                strategy,
                List.of(new ColumnName("id")),
                new SnapshotColumns(
                        new ColumnName("valid_from"),
                        new ColumnName("valid_to"),
                        new ColumnName("is_current"),
                        new ColumnName("scd_id"),
                        new ColumnName("scd_updated_at"),
                        new ColumnName("is_deleted")),
                deletes,
                Optional.empty(),
                Optional.empty(),
                "UTC",
                Optional.empty());
    }
}
