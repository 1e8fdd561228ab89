package dev.ashlar.lineage;

import dev.ashlar.diagnostic.NearestName;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.report.ColumnRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.sf.jsqlparser.schema.Column;

/** Finds the value that a name means, from where it stands outwards. */
final class ColumnFinder {
    /** What every row has on some engine. */
    private static final Set<String> OF_EVERY_ROW = Set.of("ctid", "xmin", "xmax", "tableoid", "oid", "rowid");

    /** Values without brackets, and parts of dates in functions that take them bare. */
    private static final Set<String> VALUES = Set.of(
            "current_date",
            "current_time",
            "current_timestamp",
            "localtime",
            "localtimestamp",
            "current_user",
            "session_user",
            "user",
            "current_role",
            "current_schema",
            "current_catalog",
            "current_database",
            "sysdate",
            "systimestamp",
            "default",
            "unknown",
            "year",
            "quarter",
            "month",
            "week",
            "day",
            "hour",
            "minute",
            "second",
            "millisecond",
            "microsecond");

    private final Reading reading;

    ColumnFinder(Reading reading) {
        this.reading = reading;
    }

    Value find(Column column, Scope scope, Place place) {
        List<String> parts = parts(column);
        return parts.size() == 1 ? bare(column, parts.get(0), scope, place) : dotted(column, parts, scope);
    }

    /** The names between the dots, quotes and all, outermost first. */
    static List<String> parts(Column column) {
        List<String> parts = new ArrayList<>();
        if (column.getTable() != null) {
            List<String> inwards = column.getTable().getNameParts();
            for (int i = inwards.size() - 1; i >= 0; i--) {
                if (inwards.get(i) != null && !inwards.get(i).isEmpty()) parts.add(inwards.get(i));
            }
        }
        parts.add(column.getColumnName());
        return parts;
    }

    private Value bare(Column at, String raw, Scope scope, Place place) {
        String key = reading.names.key(raw);
        String name = reading.names.shown(raw);
        if (scope.lambdas().contains(key)) return nothing(name);
        for (Optional<Scope> next = Optional.of(scope);
                next.isPresent();
                next = next.get().outer()) {
            Scope here = next.get();
            List<Value> hits = here.from().find(key);
            if (hits.size() == 1) return hits.get(0);
            if (hits.size() > 1) return ambiguous(at, name, holders(here, key));
            if (here.equals(scope) && place.seesAliases(reading.dialect().aliases())) {
                Value aliased = here.aliases().get(key);
                if (aliased != null && here.from().unknown().isEmpty()) return aliased;
                if (aliased != null) {
                    return Value.unresolved(
                            name,
                            "'" + name + "' is a select item, or a column of "
                                    + here.from().unknown().get());
                }
            }
            Optional<Source> row = here.from().sources().stream()
                    .filter(source -> source.key().equals(key))
                    .findFirst();
            if (row.isPresent()) return wholeRow(name, row.get());
            if (here.from().rest().isPresent() && here.outer().isEmpty() && !isValue(raw)) {
                return unlisted(raw, here.from().rest().get(), Way.SAME);
            }
            if (here.from().unknown().isPresent()) {
                return Value.unresolved(
                        name,
                        "'" + name + "' may come from " + here.from().unknown().get());
            }
            if (!here.from().closed()) return madeUp(name);
        }
        if (isValue(raw)) return nothing(name);
        return unknown(at, name, "there is no column '" + name + "'", visible(scope));
    }

    private static boolean isValue(String raw) {
        String word = raw.toLowerCase(Locale.ROOT);
        return !Names.isQuoted(raw) && (VALUES.contains(word) || OF_EVERY_ROW.contains(word));
    }

    private Value dotted(Column at, List<String> parts, Scope scope) {
        for (Optional<Scope> next = Optional.of(scope);
                next.isPresent();
                next = next.get().outer()) {
            From from = next.get().from();
            for (int length = 1; length < Math.min(4, parts.size()); length++) {
                List<Source> sources = sources(from, parts.subList(0, length));
                if (sources.size() > 1) return ambiguous(at, reading.names.shown(parts.get(length - 1)), "");
                if (sources.size() == 1) {
                    return field(
                            at,
                            from,
                            sources.get(0),
                            parts.get(length),
                            parts.size() - length > 1 ? Way.TRANSFORMED : Way.SAME);
                }
            }
            if (reading.dialect().dots() == Dialect.Dots.FIELDS) {
                Optional<Value> holder = holder(next.get(), parts.get(0));
                if (holder.isPresent()) return holder.get().through(Way.TRANSFORMED);
                if (from.unknown().isPresent()) {
                    String name = reading.names.shown(parts.get(0));
                    return Value.unresolved(
                            last(parts),
                            "'" + name + "' may come from " + from.unknown().get());
                }
            }
        }
        String relation = reading.names.shown(parts.get(parts.size() - 2));
        List<String> known = scope.from().sources().stream().map(Source::key).toList();
        return unknown(at, last(parts), "there is no relation '" + relation + "' in this query", known, relation);
    }

    private String last(List<String> parts) {
        return reading.names.shown(parts.get(parts.size() - 1));
    }

    /** The value whose field is named, where nothing of that name is a relation. */
    private Optional<Value> holder(Scope scope, String raw) {
        String key = reading.names.key(raw);
        if (scope.lambdas().contains(key)) return Optional.of(nothing(raw));
        List<Value> hits = scope.from().find(key);
        if (hits.size() == 1) return Optional.of(hits.get(0));
        return Optional.ofNullable(scope.aliases().get(key)).filter(value -> hits.isEmpty());
    }

    /** The relations that {@code name} or {@code schema.name} means. */
    List<Source> sources(From from, List<String> path) {
        String key = reading.names.key(path.get(path.size() - 1));
        Optional<String> schema =
                path.size() == 1 ? Optional.empty() : Optional.of(reading.names.key(path.get(path.size() - 2)));
        return from.sources().stream()
                .filter(source -> source.key().equals(key))
                .filter(source -> schema.isEmpty() || schema.equals(source.schema()))
                .toList();
    }

    private Value field(Column at, From from, Source source, String raw, Way way) {
        String name = reading.names.shown(raw);
        List<Value> hits = from.find(source.rows().columns(), reading.names.key(raw));
        if (hits.size() == 1) return hits.get(0).through(way);
        if (hits.size() > 1) return ambiguous(at, name, "");
        if (source.element().isPresent()) return source.element().get().as(name).through(Way.TRANSFORMED);
        if (source.rows().rest().isPresent())
            return unlisted(raw, source.rows().rest().get(), way);
        if (source.rows().unknown().isPresent())
            return Value.unresolved(
                    name, "'" + name + "' comes from " + source.rows().unknown().get());
        if (!source.rows().closed()) return madeUp(name);
        if (!Names.isQuoted(raw) && OF_EVERY_ROW.contains(raw.toLowerCase(Locale.ROOT))) return nothing(name);
        List<String> known =
                source.rows().columns().stream().map(Value::name).distinct().toList();
        return unknown(at, name, "there is no column '" + name + "' in '" + source.key() + "'", known);
    }

    /** A column that nobody lists, and that can be none but this node's: if it is not there, the query fails. */
    private Value unlisted(String raw, NodeId node, Way way) {
        ColumnRef column = ColumnRef.of(node, reading.names.key(raw));
        return Value.of(reading.names.shown(raw), Map.of(column, way), Optional.empty(), Optional.empty());
    }

    static Value wholeRow(String name, Source source) {
        Trace all = new Trace();
        source.rows().columns().forEach(column -> all.add(column, Way.TRANSFORMED));
        source.element().ifPresent(element -> all.add(element, Way.TRANSFORMED));
        source.rows().unknown().ifPresent(why -> all.unresolved("'" + name + "' holds all columns of " + why));
        return all.value(name, Value.Naming.SURE, Optional.empty());
    }

    private static Value nothing(String name) {
        return Value.of(name, Map.of(), Optional.empty(), Optional.empty());
    }

    private static Value madeUp(String name) {
        return Value.unresolved(
                name, "no column '" + name + "' is known; a part of the query has columns that the engine names");
    }

    private Value unknown(Column at, String name, String message, List<String> known) {
        return unknown(at, name, message, known, name);
    }

    private Value unknown(Column at, String name, String message, List<String> known, String meant) {
        reading.find(
                Finding.Kind.UNKNOWN_COLUMN,
                at,
                Character.toUpperCase(message.charAt(0)) + message.substring(1) + ".",
                NearestName.didYouMean(meant, known));
        return Value.unresolved(name, message);
    }

    private Value ambiguous(Column at, String name, String holders) {
        reading.find(
                Finding.Kind.AMBIGUOUS_COLUMN,
                at,
                "'" + name + "' is ambiguous" + (holders.isEmpty() ? "." : ": " + holders + " have it."),
                "Write the relation before it.");
        return Value.unresolved(name, "'" + name + "' is ambiguous");
    }

    private static String holders(Scope scope, String key) {
        return scope.from().sources().stream()
                .filter(source ->
                        !scope.from().find(source.rows().columns(), key).isEmpty())
                .map(source -> "'" + source.key() + "'")
                .collect(Collectors.joining(" and "));
    }

    private static List<String> visible(Scope scope) {
        return scope.from().visible().stream().map(Value::name).distinct().toList();
    }
}
