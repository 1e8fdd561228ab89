package dev.ashlar.contract;

import static dev.ashlar.contract.CutRows.byKey;
import static dev.ashlar.contract.CutRows.newer;
import static dev.ashlar.contract.CutRows.ofDay;
import static dev.ashlar.contract.CutRows.source;

import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.Materialization.CdcDeletes;
import dev.ashlar.manifest.Materialization.CdcUpdate;
import dev.ashlar.manifest.Materialization.Incremental;
import dev.ashlar.manifest.Materialization.IncrementalStrategy;
import dev.ashlar.manifest.Materialization.IncrementalStrategy.Cdc;
import dev.ashlar.manifest.Materialization.IncrementalStrategy.ConcurrentBatches;
import dev.ashlar.manifest.Materialization.NullKeys;
import dev.ashlar.manifest.Materialization.OnOrphan;
import dev.ashlar.manifest.Materialization.OnSchemaChange;
import dev.ashlar.manifest.Materialization.OnStale;
import dev.ashlar.manifest.Materialization.Orphans;
import dev.ashlar.manifest.Moment;
import dev.ashlar.plan.BatchChoice;
import dev.ashlar.run.EventReach;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Tables that grow by what each day brings. */
enum CutIncrements implements CutShop {
    APPEND {
        @Override
        public void declare(Workshop shop, int day) {
            shop.forget()
                    .incremental(
                            "t", IncrementalContract.by(new IncrementalStrategy.Append()), source(day), newer(day));
        }

        @Override
        public List<String> rows(int day) {
            return IntStream.rangeClosed(1, day)
                    .mapToObj(CutRows::ofDay)
                    .flatMap(List::stream)
                    .sorted()
                    .toList();
        }
    },
    MERGE {
        @Override
        public void declare(Workshop shop, int day) {
            shop.forget()
                    .incremental("t", IncrementalContract.by(IncrementalContract.MERGE, "id"), source(day), newer(day));
        }

        @Override
        public List<String> rows(int day) {
            return byKey(day);
        }
    },
    DELETE_INSERT {
        @Override
        public void declare(Workshop shop, int day) {
            shop.forget()
                    .incremental(
                            "t",
                            IncrementalContract.by(new IncrementalStrategy.DeleteInsert(), "id"),
                            source(day),
                            newer(day))
                    .test("t_whole", "t", "select * from {this} as t where v is null");
        }

        @Override
        public List<String> rows(int day) {
            return byKey(day);
        }
    },
    INSERT_OVERWRITE {
        @Override
        public void declare(Workshop shop, int day) {
            shop.forget()
                    .incremental(
                            "t",
                            IncrementalContract.by(
                                    new IncrementalStrategy.InsertOverwrite(List.of(new ColumnName("id")))),
                            source(day),
                            newer(day));
        }

        @Override
        public List<String> rows(int day) {
            return byKey(day);
        }
    },
    /** What came the day before is deleted, and remembered as such. */
    CHANGE_STREAM {
        @Override
        public void declare(Workshop shop, int day) {
            String operations = "select cast(1 as bigint) as id, cast('U' as varchar(1)) as op, cast(" + day
                    + " as bigint) as s, cast('a" + day + "' as varchar(10)) as v, cast(" + day
                    + " as bigint) as day union all select " + (day + 1) + ", 'I', " + day + ", 'n" + day + "', " + day
                    + " union all select " + day + ", 'D', " + day + ", null, null where " + day + " > 1";
            shop.forget()
                    .incremental("t", CdcContract.hard(), operations, operations)
                    .test("t_whole", "t", "select * from {this} as t where v is null");
        }

        @Override
        public List<String> relations(int day) {
            return List.of("t", "t__deleted");
        }

        @Override
        public List<String> rows(int day) {
            return ofDay(day);
        }
    },
    /** What came on a day points to what comes the day after, and waits for it; then it is deleted. */
    ORPHANS {
        @Override
        public void declare(Workshop shop, int day) {
            String operations = "select cast(1 as bigint) as id, cast('U' as varchar(1)) as op, cast(" + day
                    + " as bigint) as s, cast('a" + day + "' as varchar(10)) as v, cast(" + day
                    + " as bigint) as day, cast(null as bigint) as p union all select " + (day + 1) + ", 'I', " + day
                    + ", 'n" + day + "', " + day + ", " + (day + 1) + " union all select " + (day - 1) + ", 'D', " + day
                    + ", null, null, null where " + day + " > 2";
            Cdc plain = CdcContract.stream(CdcDeletes.HARD, CdcUpdate.FULL, OnStale.SKIP);
            Cdc waiting = new Cdc(
                    plain.operations(),
                    plain.sequence(),
                    plain.deletes(),
                    plain.update(),
                    plain.onStale(),
                    Optional.empty(),
                    Optional.of(new Orphans(
                            "(select cast(" + day + " as bigint) as code)",
                            new SourceLocation("models/t.sql", 1, 1),
                            List.of(new ColumnName("p")),
                            List.of(new ColumnName("code")),
                            OnOrphan.QUARANTINE)));
            shop.forget()
                    .incremental("t", CdcContract.by(waiting, OnSchemaChange.IGNORE, "id"), operations, operations)
                    .test("t_whole", "t", "select * from {this} as t where v is null");
        }

        @Override
        public List<String> relations(int day) {
            return List.of("t", "t__deleted", "t__orphans");
        }

        @Override
        public String query(Workshop shop, int day) {
            return "select id, v, day from " + shop.relation("t").quoted() + " union all select id, v, day + 1000 from "
                    + shop.relation("t__orphans").quoted();
        }

        @Override
        public List<String> rows(int day) {
            List<String> rows =
                    new ArrayList<>(List.of("1,a" + day + "," + day, (day + 1) + ",n" + day + "," + (1000 + day)));
            if (day > 1) rows.add(day + ",n" + (day - 1) + "," + (day - 1));
            return rows.stream().sorted().toList();
        }
    },
    /** By statements of the project. */
    OWN_STRATEGY {
        @Override
        public void declare(Workshop shop, int day) {
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
        public List<String> rows(int day) {
            return byKey(day);
        }
    },
    /** All days lie in one batch; each run does it again, and those of later years, which are empty. */
    MICROBATCH {
        @Override
        public List<String> relations(int day) {
            return List.of("events", "t");
        }

        @Override
        public void declare(Workshop shop, int day) {
            events(shop, "t", day);
        }

        @Override
        public List<String> rows(int day) {
            return eventsUntil(day);
        }
    },
    /** The same, in a table that is not there yet: a batch that makes it, and an empty one that is added. */
    FIRST_MICROBATCH {
        @Override
        public String relation(int day) {
            return "t" + day;
        }

        @Override
        public void declare(Workshop shop, int day) {
            events(shop, relation(day), day);
            shop.reach = new EventReach(
                    Moment.find("2026-01-01"),
                    Moment.find("2028-01-01"),
                    BatchChoice.Gaps.LEFT,
                    Optional.empty(),
                    new EventReach.Sampling.None());
        }

        @Override
        public List<String> rows(int day) {
            return eventsUntil(day);
        }

        @Override
        public boolean isNewEachDay() {
            return true;
        }
    },
    /** A column more each day. */
    NEW_COLUMNS {
        @Override
        public void declare(Workshop shop, int day) {
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
        public List<String> rows(int day) {
            return APPEND.rows(day);
        }
    },
    /** Three that are published together: a table, an increment, and a table that reads the increment. */
    GROUP {
        @Override
        public void declare(Workshop shop, int day) {
            shop.forget()
                    .table("t", source(day))
                    .incremental("u", IncrementalContract.by(IncrementalContract.MERGE, "id"), source(day), newer(day))
                    .table("x", "select count(*) as id, 'x' as v, max(day) as day from {u} as u", "u")
                    .test("t_whole", "t", "select * from {this} as t where v is null")
                    .test("u_whole", "u", "select * from {this} as t where v is null");
            for (String name : List.of("t", "u", "x")) shop.saying(name, ModelWords.together("g"));
        }

        @Override
        public List<String> relations(int day) {
            return List.of("t", "u", "x");
        }

        @Override
        public String query(Workshop shop, int day) {
            return relations(day).stream()
                    .map(name -> "select '" + name + "', " + columns() + " from " + shop.relation(name))
                    .collect(Collectors.joining(" union all "));
        }

        @Override
        public List<String> rows(int day) {
            List<String> rows = new ArrayList<>();
            ofDay(day).forEach(row -> rows.add("t," + row));
            byKey(day).forEach(row -> rows.add("u," + row));
            rows.add("x," + (day + 1) + ",x," + day);
            return rows;
        }
    };

    private static void events(Workshop shop, String name, int day) {
        String rows = IntStream.rangeClosed(1, day)
                .mapToObj(d ->
                        "select cast(" + (d + 1) + " as bigint) as id, cast('n" + d + "' as varchar(10)) as v, cast("
                                + d + " as bigint) as day, timestamp '2026-01-01 00:00:00' as seen")
                .collect(Collectors.joining(" union all "));
        // one by one, so that the same statement comes again at the same place
        Incremental how = MicrobatchContract.by("year", "UTC", 10, ConcurrentBatches.NEVER);
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
}
