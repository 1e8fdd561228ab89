package dev.ashlar.adapter.postgres;

import java.util.Arrays;

/** Bytes on their way to the server, the highest of a number first. */
final class CopyBytes {
    private byte[] bytes = new byte[1 << 17];
    private int size;

    byte[] bytes() {
        return bytes;
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    /** Makes room for so many more; returns the place of the first. */
    int room(int more) {
        if (size + more > bytes.length) bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
        int place = size;
        size += more;
        return place;
    }

    void one(int number) {
        int place = room(1);
        bytes[place] = (byte) number;
    }

    void two(int number) {
        int place = room(2);
        bytes[place] = (byte) (number >> 8);
        bytes[place + 1] = (byte) number;
    }

    void four(int number) {
        four(room(4), number);
    }

    void four(int place, int number) {
        bytes[place] = (byte) (number >> 24);
        bytes[place + 1] = (byte) (number >> 16);
        bytes[place + 2] = (byte) (number >> 8);
        bytes[place + 3] = (byte) number;
    }

    void eight(long number) {
        int place = room(8);
        four(place, (int) (number >> 32));
        four(place + 4, (int) number);
    }

    void all(byte[] some) {
        int place = room(some.length);
        System.arraycopy(some, 0, bytes, place, some.length);
    }

    /** What was written from a place on. */
    byte[] since(int place) {
        return Arrays.copyOfRange(bytes, place, size);
    }
}
