package dev.ashlar.contract;

import java.util.ArrayList;
import java.util.List;

/** What the source of a {@link CutShop} says on a day, and what a relation says that it was built into. */
final class CutRows {
    private CutRows() {}

    static String source(int day) {
        return "select cast(1 as bigint) as id, cast('a" + day + "' as varchar(10)) as v, cast(" + day
                + " as bigint) as day union all select " + (day + 1) + ", 'n" + day + "', " + day;
    }

    static String newer(int day) {
        return "select id, v, day from (" + source(day)
                + ") as s where day > (select coalesce(max(day), 0) from {this} as t)";
    }

    static List<String> ofDay(int day) {
        return List.of("1,a" + day + "," + day, (day + 1) + ",n" + day + "," + day);
    }

    static List<String> byKey(int day) {
        List<String> rows = new ArrayList<>(List.of("1,a" + day + "," + day));
        for (int d = 1; d <= day; d++) rows.add((d + 1) + ",n" + d + "," + d);
        return rows.stream().sorted().toList();
    }
}
