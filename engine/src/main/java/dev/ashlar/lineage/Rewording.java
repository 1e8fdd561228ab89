package dev.ashlar.lineage;

import java.util.ArrayList;
import java.util.List;

/** A query in other words, which knows where each of them stood. */
final class Rewording {
    private final StringBuilder text = new StringBuilder();
    private final List<Piece> pieces = new ArrayList<>();

    /** @param at where the piece begins in the new text */
    private record Piece(int at, int stood, boolean copied) {}

    /** Part of the query as it was written. */
    void copy(String written, int from, int to) {
        pieces.add(new Piece(text.length(), from, true));
        text.append(written, from, to);
    }

    /** @param stood where the thing is written for which the words are put in */
    void insert(String words, int stood) {
        pieces.add(new Piece(text.length(), stood, false));
        text.append(words);
    }

    String text() {
        return text.toString();
    }

    /** Where it stood that stands now at this offset. */
    int stood(int offset) {
        Piece of = new Piece(0, 0, true);
        for (Piece piece : pieces) {
            if (piece.at() > offset) break;
            of = piece;
        }
        return of.copied() ? of.stood() + offset - of.at() : of.stood();
    }
}
