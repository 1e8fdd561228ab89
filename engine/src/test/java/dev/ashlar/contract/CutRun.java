package dev.ashlar.contract;

import dev.ashlar.contract.CutContract.Harm;
import dev.ashlar.wire.SeenStatement;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The statements of an undisturbed run: which are the node's own, and in which ways each is to be harmed. */
final class CutRun {
    private final List<SeenStatement> statements;
    private final List<String> words;
    private final Set<Integer> inTransaction = new HashSet<>();
    private final int first;
    private final int last;

    CutRun(List<SeenStatement> statements, String schema) {
        this.statements = statements;
        words = statements.stream().map(seen -> CutDays.words(seen.text())).toList();
        Set<Integer> open = new HashSet<>();
        for (int at = 0; at < words.size(); at++) {
            int session = statements.get(at).session();
            if (open.contains(session)) inTransaction.add(at);
            if (words.get(at).equals("begin")) open.add(session);
            if (words.get(at).equals("commit")) open.remove(session);
        }
        int[] own = IntStream.range(0, statements.size())
                .filter(at -> namesNode(statements.get(at).text(), schema))
                .toArray();
        // the begin before and the commit behind
        first = own[0] - 1;
        last = own[own.length - 1] + 2;
    }

    /** Of temporary tables, too. */
    private static boolean namesNode(String text, String schema) {
        return text.contains('"' + schema + "\".\"") || text.contains("\"t__") || text.contains("markers");
    }

    int size() {
        return statements.size();
    }

    /** Statistics first: they follow large changes, and a table that has grown for many days sees none. */
    List<Integer> order() {
        return IntStream.range(0, size())
                .boxed()
                .sorted(Comparator.comparing(at -> !words.get(at).startsWith("analyze")))
                .toList();
    }

    List<String> words() {
        return words;
    }

    /** From 1, among the statements that begin so. */
    int occurrence(int at) {
        return (int)
                words.subList(0, at + 1).stream().filter(words.get(at)::equals).count();
    }

    boolean isOfNode(int at) {
        return at >= first && at <= last;
    }

    /** The first two words of the statement. */
    String kind(int at) {
        return Arrays.stream(words.get(at).split(" ")).limit(2).collect(Collectors.joining(" "));
    }

    /** The statement between its neighbours. */
    String around(int at) {
        return words.subList(Math.max(0, at - 1), Math.min(size(), at + 2)).toString();
    }

    /** A cut after a statement of a transaction is the one before the next. */
    Set<Harm> harms(int at) {
        if (words.get(at).equals("commit")) return EnumSet.allOf(Harm.class);
        if (inTransaction.contains(at)) return EnumSet.of(Harm.CUT_BEFORE, Harm.KILLED, Harm.CONFLICT);
        return words.get(at).startsWith("select")
                ? EnumSet.of(Harm.CUT_BEFORE)
                : EnumSet.of(Harm.CUT_BEFORE, Harm.CUT_AFTER);
    }
}
