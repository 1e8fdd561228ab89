package dev.ashlar.wiring;

import java.util.regex.Pattern;

/** Words of a command line that a user can copy into a shell. */
public final class ShellWords {
    private static final Pattern SAFE = Pattern.compile("[\\p{L}\\p{N}_./:+@=-]+");

    private ShellWords() {}

    /** As it stands where a shell leaves it alone; else within single quotes. */
    public static String quoted(String word) {
        return SAFE.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
