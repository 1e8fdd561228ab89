package dev.ashlar.plan;

import dev.ashlar.plan.Step.Question;

/** Questions for one number a batch, which are answered as {@code batch=number,batch=number}. */
final class BatchNumbers {
    private BatchNumbers() {}

    /**
     * @param batch the column
     * @param each a query of a number for every batch: that column, and {@code n}
     */
    static Question asked(String name, String batch, String each) {
        return new Question(
                name,
                "select string_agg(cast(" + batch + " as varchar) || '=' || cast(n as varchar), ',') from (" + each
                        + ") as counted");
    }

    /** @param number an aggregate. @param from a table with the column {@code _batch_id}, and what is asked of its rows */
    static Question grouped(String name, String number, String from) {
        return asked(name, "_batch_id", "select _batch_id, " + number + " as n from " + from + " group by _batch_id");
    }
}
