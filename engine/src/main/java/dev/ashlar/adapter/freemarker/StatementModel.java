package dev.ashlar.adapter.freemarker;

import dev.ashlar.diagnostic.SourceMap;
import dev.ashlar.manifest.ColumnName;
import dev.ashlar.manifest.NodeId;
import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.HistoryStatement.Moment;
import dev.ashlar.plan.HistoryStatement.VersionChange;
import dev.ashlar.plan.Statement;
import freemarker.template.SimpleCollection;
import freemarker.template.SimpleScalar;
import freemarker.template.SimpleSequence;
import freemarker.template.TemplateBooleanModel;
import freemarker.template.TemplateCollectionModel;
import freemarker.template.TemplateHashModel;
import freemarker.template.TemplateHashModelEx;
import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import freemarker.template.TemplateScalarModel;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * What a template sees of a statement: the components of its record by name, {@code quoted(text)} for an identifier, {@code
 * literal(text)} for a string, and {@code change} and {@code moment}, the columns of a table of version changes or moments.
 *
 * <p>Relations and columns print quoted; a column's {@code plain} is its name as it is, a relation's {@code own}, {@code schema} and {@code identifier} are its quoted name
 * without schema, and the parts as they are. Instants print as UTC without a zone. Other records are hashes of their
 * components, with {@code kind}, the name of the record.
 */
final class StatementModel {
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final TemplateModel QUOTED = function(RelationName::quote);
    private static final TemplateModel CHANGE = columns(VersionChange.values(), VersionChange::column);
    private static final TemplateModel MOMENT = columns(Moment.values(), Moment::column);

    /** Of a record's components, named like them; the class gives out new ones at each call. */
    private static final ClassValue<List<Method>> ACCESSORS = new ClassValue<>() {
        @Override
        protected List<Method> computeValue(Class<?> type) {
            return Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getAccessor)
                    .toList();
        }
    };

    private StatementModel() {}

    /** @param literal words a text as the engine reads it */
    static TemplateHashModel of(Statement statement, UnaryOperator<String> literal) {
        Map<String, TemplateModel> components = components((Record) statement);
        components.put("quoted", QUOTED);
        components.put("literal", function(literal));
        components.put("change", CHANGE);
        components.put("moment", MOMENT);
        return new Hash(components);
    }

    private static <E extends Enum<E>> TemplateModel columns(E[] all, Function<E, ColumnName> name) {
        Map<String, TemplateModel> columns = new HashMap<>();
        for (E one : all) columns.put(one.name(), model(name.apply(one)));
        return new Hash(columns);
    }

    private static Map<String, TemplateModel> components(Record of) {
        Map<String, TemplateModel> components = new HashMap<>();
        for (Method accessor : ACCESSORS.get(of.getClass())) {
            try {
                components.put(accessor.getName(), model(accessor.invoke(of)));
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException("Cannot read " + accessor, e);
            }
        }
        return components;
    }

    private static TemplateModel model(Object value) {
        return switch (value) {
            case null -> null;
            case String text -> new SimpleScalar(text);
            case RelationName relation -> new Relation(relation);
            case ColumnName column -> new Column(column);
            case NodeId node -> new SimpleScalar(node.value());
            case Instant instant -> new SimpleScalar(UTC.format(instant));
            case Enum<?> constant -> new SimpleScalar(constant.name());
            case Boolean flag -> flag ? TemplateBooleanModel.TRUE : TemplateBooleanModel.FALSE;
            case Optional<?> maybe -> model(maybe.orElse(null));
            case List<?> list -> sequence(list);
            case Map<?, ?> map -> hash(map);
            case Record inner -> hash(inner);
            case Number number -> new SimpleScalar(number.toString());
            // where a text came from is no part of its wording
            case SourceMap map -> null;
            default -> throw new IllegalArgumentException("No template shows a " + value.getClass());
        };
    }

    private static TemplateModel sequence(List<?> list) {
        SimpleSequence sequence = new SimpleSequence(list.size(), null);
        for (Object entry : list) sequence.add(model(entry));
        return sequence;
    }

    private static TemplateModel hash(Map<?, ?> map) {
        Map<String, TemplateModel> entries = new LinkedHashMap<>();
        map.forEach((key, value) -> entries.put(String.valueOf(key), model(value)));
        return new Hash(entries);
    }

    private static TemplateModel hash(Record of) {
        Map<String, TemplateModel> components = components(of);
        components.put("kind", new SimpleScalar(of.getClass().getSimpleName()));
        return new Hash(components);
    }

    private static TemplateModel function(UnaryOperator<String> of) {
        return (TemplateMethodModelEx) arguments -> {
            if (arguments.size() == 1 && arguments.get(0) instanceof TemplateScalarModel text) {
                return new SimpleScalar(of.apply(text.getAsString()));
            }
            throw new TemplateModelException("One text is wanted");
        };
    }

    private record Hash(Map<String, TemplateModel> entries) implements TemplateHashModelEx {
        @Override
        public TemplateModel get(String key) {
            return entries.get(key);
        }

        @Override
        public int size() {
            return entries.size();
        }

        @Override
        public TemplateCollectionModel keys() {
            return new SimpleCollection(
                    entries.keySet().stream().map(SimpleScalar::new).toList(), null);
        }

        @Override
        public TemplateCollectionModel values() {
            return new SimpleCollection(entries.values(), null);
        }

        @Override
        public boolean isEmpty() {
            return entries.isEmpty();
        }
    }

    private record Column(ColumnName name) implements TemplateScalarModel, TemplateHashModel {
        @Override
        public String getAsString() {
            return name.quoted();
        }

        @Override
        public TemplateModel get(String key) {
            return key.equals("plain") ? new SimpleScalar(name.name()) : null;
        }

        @Override
        public boolean isEmpty() {
            return false;
        }
    }

    private record Relation(RelationName name) implements TemplateScalarModel, TemplateHashModel {
        @Override
        public String getAsString() {
            return name.quoted();
        }

        @Override
        public TemplateModel get(String key) {
            return switch (key) {
                case "own" -> new SimpleScalar(RelationName.quote(name.identifier()));
                case "schema" -> new SimpleScalar(name.schema());
                case "identifier" -> new SimpleScalar(name.identifier());
                default -> null;
            };
        }

        @Override
        public boolean isEmpty() {
            return false;
        }
    }
}
