package dev.ashlar.contract;

import dev.ashlar.manifest.Node;
import dev.ashlar.port.RunListener;
import dev.ashlar.port.WarehouseException;
import dev.ashlar.port.WarehouseException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Faults at one statement of each node of each day, the first time it is sent; of runs that have one thread. */
final class NodeFaults implements WatchedWarehouse.Watch, RunListener {
    private static final int NOWHERE = -1;

    private final int at;
    private final Kind kind;
    private final Side side;
    private final Map<String, List<String>> statements = new TreeMap<>();
    private final Map<String, String> met = new TreeMap<>();
    private int day;
    private Optional<String> node = Optional.empty();

    enum Side {
        BEFORE,
        AFTER
    }

    /** @param at the number of a statement among its node's, from 0 */
    NodeFaults(int at, Kind kind, Side side) {
        this.at = at;
        this.kind = kind;
        this.side = side;
    }

    static NodeFaults none() {
        return new NodeFaults(NOWHERE, Kind.CONNECTION, Side.BEFORE);
    }

    /** What comes before the first node, such as the schema, is nobody's. */
    synchronized void dayBegins(int number) {
        day = number;
        node = Optional.empty();
    }

    @Override
    public synchronized void nodeStarted(Node begun, int index, int total) {
        node = Optional.of("day " + day + " " + begun.name());
    }

    @Override
    public synchronized void before(String statement) {
        if (node.isEmpty()) return;
        statements.computeIfAbsent(node.get(), begun -> new ArrayList<>()).add(statement);
        fault(Side.BEFORE);
    }

    @Override
    public synchronized void after(String statement) {
        if (node.isPresent()) fault(Side.AFTER);
    }

    private void fault(Side now) {
        List<String> sent = statements.get(node.get());
        int last = sent.size() - 1;
        if (side != now || last != at || met.containsKey(node.get())) return;
        met.put(node.get(), sent.get(last));
        throw new WarehouseException(kind, "a fault made by the test", Optional.empty(), null);
    }

    /** What each node of each day sent. */
    synchronized Map<String, List<String>> statements() {
        return new TreeMap<>(statements);
    }

    /** The statements that met a fault, by node and day. */
    synchronized Map<String, String> met() {
        return new TreeMap<>(met);
    }

    /** What is to be met of undisturbed runs' statements. */
    static Map<String, String> at(int number, Map<String, List<String>> statements) {
        Map<String, String> expected = new TreeMap<>();
        statements.forEach((node, sent) -> {
            if (number < sent.size()) expected.put(node, sent.get(number));
        });
        return expected;
    }
}
