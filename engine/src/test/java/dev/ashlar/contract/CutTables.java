package dev.ashlar.contract;

import static dev.ashlar.contract.CutRows.ofDay;
import static dev.ashlar.contract.CutRows.source;

import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.manifest.Materialization.Displaced;
import dev.ashlar.port.WarehouseException;
import dev.ashlar.report.CatalogColumn;
import dev.ashlar.report.RunReport;
import dev.ashlar.run.Interruption;
import dev.ashlar.run.RunOptions.Verb;
import java.util.List;

/** Tables and views, and what is made anew each day. */
enum CutTables implements CutShop {
    /** A table that is not there yet. */
    FIRST_TABLE {
        @Override
        public String relation(int day) {
            return "t" + day;
        }

        @Override
        public void declare(Workshop shop, int day) {
            shop.forget().table(relation(day), source(day));
        }

        @Override
        public List<String> rows(int day) {
            return ofDay(day);
        }

        @Override
        public boolean isNewEachDay() {
            return true;
        }
    },
    /** A table that is swapped once its tests held. */
    GATED_TABLE {
        @Override
        public void declare(Workshop shop, int day) {
            shop.forget().table("t", source(day)).test("t_whole", "t", "select * from {this} as t where v is null");
        }

        @Override
        public List<String> rows(int day) {
            return ofDay(day);
        }
    },
    VIEW {
        @Override
        public void declare(Workshop shop, int day) {
            shop.forget().view("t", source(day));
        }

        @Override
        public List<String> rows(int day) {
            return ofDay(day);
        }
    },
    /** What was a view the day before. */
    TABLE_FOR_VIEW {
        @Override
        public void declare(Workshop shop, int day) {
            if (isPreparation(day)) shop.forget().view("t", source(day));
            else shop.forget().table("t", source(day));
        }

        @Override
        public List<String> rows(int day) {
            return ofDay(day);
        }

        @Override
        public boolean isPreparation(int day) {
            return day % 2 == 1;
        }
    },
    VIEW_FOR_TABLE {
        @Override
        public void declare(Workshop shop, int day) {
            if (isPreparation(day)) shop.forget().table("t", source(day));
            else shop.forget().view("t", source(day));
        }

        @Override
        public List<String> rows(int day) {
            return ofDay(day);
        }

        @Override
        public boolean isPreparation(int day) {
            return day % 2 == 1;
        }
    },
    /** A table on which somebody else's view hangs: readers look through the view. */
    TABLE_UNDER_VIEW {
        @Override
        public String relation(int day) {
            return "w";
        }

        @Override
        public List<String> relations(int day) {
            return List.of("t", "w");
        }

        @Override
        public void declare(Workshop shop, int day) {
            shop.forget().table("t", source(day));
        }

        @Override
        public void afterFirstDay(Workshop shop) {
            shop.execute("create view {schema}.w as select id, v, day from {schema}.t");
        }

        @Override
        public List<String> rows(int day) {
            return ofDay(day);
        }
    },
    /** The one before is kept, with its index. */
    TABLE_KEPT {
        @Override
        public List<String> relations(int day) {
            return day == 1 ? List.of("t") : List.of("t", "t__previous");
        }

        @Override
        public void declare(Workshop shop, int day) {
            shop.forget().indexed("t", "id", source(day)).saying("t", ModelWords.displacing(Displaced.KEPT));
        }

        @Override
        public List<String> rows(int day) {
            return ofDay(day);
        }
    },
    /** The one before stands until the next run. */
    TABLE_DROPPED_LATER {
        @Override
        public List<String> relations(int day) {
            return day == 1 ? List.of("t") : List.of("t", "t__old");
        }

        @Override
        public void declare(Workshop shop, int day) {
            shop.forget().table("t", source(day)).saying("t", ModelWords.displacing(Displaced.DROPPED_LATER));
        }

        @Override
        public List<String> rows(int day) {
            return ofDay(day);
        }
    },
    /** Built two days ahead and for the day before, every second day; the table of the day is what was before that. */
    ROLLBACK {
        @Override
        public List<String> relations(int day) {
            return List.of("t", "t__previous");
        }

        @Override
        public void declare(Workshop shop, int day) {
            if (!isPreparation(day)) return;
            shop.forget().indexed("t", "id", source(day + 1)).saying("t", ModelWords.displacing(Displaced.KEPT));
            built(shop);
            shop.forget().indexed("t", "id", source(day)).saying("t", ModelWords.displacing(Displaced.KEPT));
        }

        @Override
        public RunReport run(Workshop shop, int day, Attempt attempt) {
            if (isPreparation(day)) return shop.build();
            // one whose end nobody could tell may have been done
            boolean done = attempt == Attempt.AGAIN && shop.rows("t", columns()).equals(rows(day));
            return done ? shop.run(Verb.SEED, new Interruption()) : shop.rollback("t");
        }

        @Override
        public List<String> rows(int day) {
            return ofDay(day);
        }

        @Override
        public boolean isPreparation(int day) {
            return day % 2 == 1;
        }
    },
    /** Of another query each day. */
    MATERIALIZED_VIEW {
        @Override
        public void declare(Workshop shop, int day) {
            shop.forget().materializedView("t", List.of(), source(day));
        }

        @Override
        public List<String> rows(int day) {
            return ofDay(day);
        }
    },
    SEED {
        @Override
        public void declare(Workshop shop, int day) {
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
        public List<String> rows(int day) {
            return ofDay(day);
        }
    };

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
}
