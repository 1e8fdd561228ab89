package dev.ashlar.adapter.freemarker;

import freemarker.template.ObjectWrapper;
import freemarker.template.SimpleCollection;
import freemarker.template.TemplateCollectionModel;
import freemarker.template.TemplateHashModelEx;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import java.util.Map;

/** A row of the warehouse. A NULL is missing to the template ({@code row.x??} is false) but prints {@code null}. */
record RowModel(Map<String, Object> row, ObjectWrapper wrapper, TraceWriter trace) implements TemplateHashModelEx {
    @Override
    public TemplateModel get(String column) throws TemplateModelException {
        Object value = row.get(column);
        if (value == null && row.containsKey(column)) trace.sawNull();
        return wrapper.wrap(value);
    }

    @Override
    public boolean isEmpty() {
        return row.isEmpty();
    }

    @Override
    public int size() {
        return row.size();
    }

    @Override
    public TemplateCollectionModel keys() {
        return new SimpleCollection(row.keySet(), wrapper);
    }

    @Override
    public TemplateCollectionModel values() {
        return new SimpleCollection(row.values(), wrapper);
    }
}
