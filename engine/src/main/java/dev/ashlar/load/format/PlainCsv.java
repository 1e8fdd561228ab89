package dev.ashlar.load.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;

/**
 * Counts the records of a csv file by its bytes, several times as fast as the parser. It knows only what every reader
 * understands alike, and gives up over anything else: quotes within unquoted fields, records of another width, blank lines,
 * line ends of two kinds, NUL, very long records, bytes that are not UTF-8.
 */
final class PlainCsv {
    private static final int BUFFER = 1 << 16;

    /** Most bytes of a character behind its first, so that none is looked at before it is there whole. */
    private static final int AHEAD = 3;

    private static final byte ORDINARY = 0;
    private static final byte DELIMITER = 1;
    private static final byte QUOTE = 2;
    private static final byte FEED = 3;
    private static final byte RETURN = 4;
    private static final byte NUL = 5;
    private static final byte HIGH = 6;

    private final InputStream in;
    private final byte[] kinds = new byte[256];
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int end;

    private Place place = Place.START;
    private int width;
    private int fields = 1;
    private long records;
    private long length;
    private boolean feeds;
    private boolean returns;

    private enum Place {
        /** Before the first sign of a field. */
        START,
        UNQUOTED,
        QUOTED,
        /** Behind a quote that ends the field, unless another follows. */
        CLOSED
    }

    /** @param width fields of a record; negative where the first record tells */
    private PlainCsv(InputStream in, CsvFormat format, int width) {
        this.in = in;
        this.width = width;
        for (int high = 0x80; high < kinds.length; high++) kinds[high] = HIGH;
        kinds[format.delimiter()] = DELIMITER;
        kinds[format.quote()] = QUOTE;
        kinds['\n'] = FEED;
        kinds['\r'] = RETURN;
        kinds[0] = NUL;
    }

    /** The number of records, the header among them; empty where the parser has to tell. */
    static OptionalLong records(InputStream in, CsvFormat format, int width) throws IOException {
        PlainCsv look = new PlainCsv(in, format, width);
        return look.whole() ? OptionalLong.of(look.records) : OptionalLong.empty();
    }

    private boolean whole() throws IOException {
        boolean more = true;
        while (more) {
            System.arraycopy(buffer, at, buffer, 0, end - at);
            end -= at;
            at = 0;
            int read = in.readNBytes(buffer, end, buffer.length - end);
            more = read > 0;
            end += read;
            length += read;
            if (!understands(more ? end - AHEAD : end) || length > RowHandler.LONG) return false;
        }
        if (place == Place.QUOTED) return false;
        boolean blank = fields == 1 && place == Place.START;
        return blank || ended();
    }

    private boolean understands(int limit) {
        while (at < limit) {
            boolean fine = switch (kinds[buffer[at] & 0xff]) {
                case ORDINARY -> text(1);
                case DELIMITER -> place == Place.QUOTED ? text(1) : next();
                case QUOTE -> quote();
                case FEED -> feed(1);
                case RETURN -> at + 1 < end && buffer[at + 1] == '\n' && feed(2);
                case HIGH -> text(character());
                default -> false;
            };
            if (!fine) return false;
            while (at < limit && kinds[buffer[at] & 0xff] == ORDINARY && place != Place.START && place != Place.CLOSED)
                at++;
        }
        return true;
    }

    /** @param bytes 0 for what is no text */
    private boolean text(int bytes) {
        if (place == Place.CLOSED || bytes == 0) return false;
        if (place == Place.START) place = Place.UNQUOTED;
        at += bytes;
        return true;
    }

    private boolean next() {
        fields++;
        place = Place.START;
        at++;
        return true;
    }

    private boolean quote() {
        if (place == Place.UNQUOTED) return false;
        place = place == Place.QUOTED ? Place.CLOSED : Place.QUOTED;
        at++;
        return true;
    }

    /** Those within quotes must be of the same kind, too. */
    private boolean feed(int bytes) {
        if (bytes == 1) feeds = true;
        else returns = true;
        if (feeds && returns) return false;
        at += bytes;
        return place == Place.QUOTED || ended();
    }

    private boolean ended() {
        boolean blank = fields == 1 && place == Place.START;
        if (width < 0) width = fields;
        if (blank || fields != width) return false;
        records++;
        fields = 1;
        place = Place.START;
        length = (long) end - at;
        return true;
    }

    /** Bytes of the character here, by the table of well-formed sequences of the Unicode standard (3-7); 0 for none. */
    private int character() {
        int first = buffer[at] & 0xff;
        if (first >= 0xc2 && first <= 0xdf) return follows(1, 0x80, 0xbf) ? 2 : 0;
        if (first == 0xe0) return follows(1, 0xa0, 0xbf) && follows(2, 0x80, 0xbf) ? 3 : 0;
        if (first == 0xed) return follows(1, 0x80, 0x9f) && follows(2, 0x80, 0xbf) ? 3 : 0;
        if (first >= 0xe1 && first <= 0xef) return follows(1, 0x80, 0xbf) && follows(2, 0x80, 0xbf) ? 3 : 0;
        boolean tail = follows(2, 0x80, 0xbf) && follows(3, 0x80, 0xbf);
        if (first == 0xf0) return follows(1, 0x90, 0xbf) && tail ? 4 : 0;
        if (first >= 0xf1 && first <= 0xf3) return follows(1, 0x80, 0xbf) && tail ? 4 : 0;
        if (first == 0xf4) return follows(1, 0x80, 0x8f) && tail ? 4 : 0;
        return 0;
    }

    private boolean follows(int behind, int least, int most) {
        if (at + behind >= end) return false;
        int next = buffer[at + behind] & 0xff;
        return next >= least && next <= most;
    }
}
