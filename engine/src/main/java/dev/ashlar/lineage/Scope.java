package dev.ashlar.lineage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where an expression stands: what it may name.
 *
 * @param outer the query around a subquery
 * @param aliases values of the select items so far, by key
 */
record Scope(From from, Optional<Scope> outer, Map<String, Value> aliases, List<String> lambdas) {
    static Scope of(From from, Optional<Scope> outer) {
        return new Scope(from, outer, new HashMap<>(), new ArrayList<>());
    }

    /** With the parameters of a lambda, which hide columns. */
    Scope inLambda(List<String> parameters) {
        List<String> more = new ArrayList<>(lambdas);
        more.addAll(parameters);
        return new Scope(from, outer, aliases, more);
    }
}
