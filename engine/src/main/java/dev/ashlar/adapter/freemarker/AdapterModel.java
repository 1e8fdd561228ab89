package dev.ashlar.adapter.freemarker;

import dev.ashlar.manifest.RelationName;
import freemarker.template.SimpleScalar;
import freemarker.template.TemplateHashModel;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import java.util.Optional;

/** {@code adapter}: the catalog, and words that differ between engines. */
record AdapterModel(ScopeNames names, MacroNames macros) implements TemplateHashModel {
    @Override
    public TemplateModel get(String name) throws TemplateModelException {
        return switch (name) {
            case "columns" ->
                names.function("adapter.columns(relation)", args -> {
                    RelationName relation = args.between(1, 1).relation(0);
                    return names.rows(names.askedOutside(() -> names.scope().columns(relation)));
                });
            case "relation" ->
                names.function("adapter.relation(database, schema, name)", args -> {
                    args.between(3, 3);
                    String database = args.text(0);
                    String schema = args.text(1);
                    String identifier = args.text(2);
                    Optional<RelationName> found =
                            names.askedOutside(() -> names.scope().relation(database, schema, identifier));
                    return found.isPresent() ? names.wrap(found.get()) : null;
                });
            case "quote" ->
                names.function(
                        "adapter.quote(\"name\")",
                        args -> new SimpleScalar(
                                RelationName.quote(args.between(1, 1).text(0))));
            case "type" -> macros.find("adapter_type"); // wording, so it is a built-in function
            default -> null;
        };
    }

    @Override
    public boolean isEmpty() {
        return false;
    }
}
