package dev.ashlar.diagnostic;

/** A number of things, as a message says it: {@code 1 record}, {@code 2 records}. */
public final class Counted {
    private Counted() {}

    /** @param thing what one is called, where more of it end with {@code s} */
    public static String of(long number, String thing) {
        return of(number, thing, thing + "s");
    }

    /** As {@code of(left, "record does not fit", "records do not fit")}. */
    public static String of(long number, String one, String more) {
        return number + " " + (number == 1 ? one : more);
    }
}
