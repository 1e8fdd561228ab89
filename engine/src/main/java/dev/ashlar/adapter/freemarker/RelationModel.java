package dev.ashlar.adapter.freemarker;

import dev.ashlar.manifest.RelationName;
import dev.ashlar.port.TemplateScope.Printed;
import freemarker.template.AdapterTemplateModel;
import freemarker.template.SimpleScalar;
import freemarker.template.TemplateHashModel;
import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateScalarModel;

/** A relation: {@code ${this}} prints it, {@code ${this.schema}} its parts, unquoted. */
record RelationModel(Printed printed) implements TemplateScalarModel, TemplateHashModel, AdapterTemplateModel {
    @Override
    public String getAsString() {
        return printed.sql();
    }

    /**
     * The parts dbt's relations have: {@code name} and {@code table} are the identifier. {@code render()} prints the relation
     * whole where a batch or a sample would read a part of it.
     */
    @Override
    public TemplateModel get(String part) {
        RelationName name = printed.relation();
        return switch (part) {
            case "database" -> new SimpleScalar(name.database());
            case "schema" -> new SimpleScalar(name.schema());
            case "identifier", "name", "table" -> new SimpleScalar(name.identifier());
            case "render" -> (TemplateMethodModelEx) arguments -> new SimpleScalar(printed.whole());
            default -> null;
        };
    }

    @Override
    public boolean isEmpty() {
        return false;
    }

    @Override
    public Object getAdaptedObject(Class<?> hint) {
        return printed;
    }
}
