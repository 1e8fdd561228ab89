package dev.ashlar.load.reading;

import java.time.LocalDateTime;

/** Times with an offset from UTC. */
final class Offset {
    private static final int LAST_YEAR = 9999;

    private Offset() {}

    /**
     * @param offset null, {@code Z}, {@code +02}, {@code +0230} or {@code +02:30}
     * @return null when it falls out of the years 1 to 9999
     */
    static LocalDateTime toUtc(LocalDateTime local, String offset) {
        if (offset == null || offset.equals("Z")) return local;
        int hours = Integer.parseInt(offset.substring(1, 3));
        int minutes = offset.length() == 3 ? 0 : Integer.parseInt(offset.substring(offset.length() - 2));
        long ahead = (offset.charAt(0) == '-' ? -1L : 1L) * (hours * 60L + minutes);
        LocalDateTime utc = local.minusMinutes(ahead);
        return utc.getYear() < 1 || utc.getYear() > LAST_YEAR ? null : utc;
    }
}
