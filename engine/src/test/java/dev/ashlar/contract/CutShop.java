package dev.ashlar.contract;

import dev.ashlar.report.RunReport;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Projects of one relation, built day after day. On day {@code d} its source has a row 1 that says {@code ad}, and a row
 * {@code d + 1} that says {@code nd} and is gone the day after. Rows that were lost or doubled on any day show on every later one.
 */
interface CutShop {
    static Stream<CutShop> all() {
        return Stream.of(CutTables.values(), CutIncrements.values(), CutHistories.values())
                .flatMap(Arrays::stream);
    }

    default String relation(int day) {
        return "t";
    }

    /** All that stands in the schema when a day is done. */
    default List<String> relations(int day) {
        return List.of(relation(day));
    }

    /** What somebody else makes. */
    default void afterFirstDay(Workshop shop) {}

    /** The shop's only nodes are those of the day. */
    void declare(Workshop shop, int day);

    default String columns() {
        return "id, v, day";
    }

    /** One statement that reads all that stands. */
    default String query(Workshop shop, int day) {
        return "select " + columns() + " from " + shop.relation(relation(day)).quoted();
    }

    /** What stands when the day is done: values joined by commas, sorted. */
    List<String> rows(int day);

    enum Attempt {
        FIRST,
        AGAIN
    }

    /** What is done on the day. */
    default RunReport run(Workshop shop, int day, Attempt attempt) {
        return shop.build();
    }

    default boolean isNewEachDay() {
        return false;
    }

    /** A day that only makes what the next one finds. */
    default boolean isPreparation(int day) {
        return false;
    }
}
