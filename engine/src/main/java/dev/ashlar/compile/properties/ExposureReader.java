package dev.ashlar.compile.properties;

import dev.ashlar.compile.config.Setting;
import dev.ashlar.compile.properties.Declarations.ExposureProperties;
import dev.ashlar.compile.properties.Declarations.Written;
import dev.ashlar.compile.read.Fields;
import dev.ashlar.diagnostic.Diagnostics;
import dev.ashlar.manifest.NodeKind;
import dev.ashlar.manifest.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code exposures:}. */
final class ExposureReader {
    private static final List<String> TYPES = List.of("dashboard", "notebook", "analysis", "ml", "application");
    private static final List<String> MATURITIES = List.of("high", "medium", "low");

    private final ConfigBlocks configs;
    private final ColumnReader texts;
    private final Diagnostics diagnostics;

    ExposureReader(ConfigBlocks configs, ColumnReader texts, Diagnostics diagnostics) {
        this.configs = configs;
        this.texts = texts;
        this.diagnostics = diagnostics;
    }

    Optional<ExposureProperties> read(Tree item) {
        Optional<String> name = Fields.of(item, "an exposure", diagnostics).flatMap(fields -> fields.required("name"));
        if (name.isEmpty()) return Optional.empty();
        Fields fields = new Fields((Tree.Mapping) item, "exposure '" + name.get() + "'", diagnostics);
        fields.text("name");
        String label = fields.text("label").orElse(name.get());
        String type = word(fields, "type", TYPES, fields.required("type"));
        String maturity = word(fields, "maturity", MATURITIES, fields.text("maturity"));
        String url = fields.text("url").orElse("");
        String description = texts.description(fields);
        Optional<Fields> owner = fields.fields("owner", "the owner of " + fields.what());
        String ownerName = owner.flatMap(o -> o.text("name")).orElse("");
        String email = owner.map(o -> String.join(", ", o.texts("email"))).orElse("");
        if (ownerName.isEmpty() && email.isEmpty()) {
            diagnostics.error(
                    fields.at(),
                    "Exposure '" + name.get() + "' has no owner.",
                    "Add 'owner: {name: ..., email: ...}'; one of the two will do.");
        }
        List<Written> dependsOn = new ArrayList<>();
        for (Tree reference : fields.items("depends_on")) {
            dependsOn.add(new Written(String.valueOf(reference.plain()), reference.at()));
        }
        List<Setting> config = configs.of(fields, NodeKind.EXPOSURE);
        configs.done(fields, NodeKind.EXPOSURE);
        return Optional.of(new ExposureProperties(
                name.get(), fields.at(), description, label, type, maturity, url, ownerName, email, dependsOn, config));
    }

    private String word(Fields fields, String key, List<String> allowed, Optional<String> word) {
        if (word.isPresent() && !allowed.contains(word.get())) {
            diagnostics.error(
                    fields.placeOf(key),
                    "'" + key + "' of " + fields.what() + " must be one of " + String.join(", ", allowed)
                            + ", but it is the text '" + word.get() + "'.",
                    "Write for example '" + key + ": " + allowed.get(0) + "'.");
        }
        return word.orElse("");
    }
}
