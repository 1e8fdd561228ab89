package dev.ashlar.port;

import dev.ashlar.diagnostic.NearestName;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What profiles.yml says of a place under {@code places:}: how to get there and as whom.
 *
 * @param name the beginning of the locations that it is about; empty where nothing is said
 * @param values some are secret, so none is printed
 */
public record PlaceSettings(String name, Map<String, Object> values) {
    public static final PlaceSettings NONE = new PlaceSettings("", Map.of());

    public PlaceSettings {
        values = Map.copyOf(values);
    }

    /** @throws PlaceException for a key that the place does not have */
    public PlaceSettings knowing(Set<String> keys) throws PlaceException {
        for (String key : values.keySet()) {
            if (keys.contains(key)) continue;
            String near = NearestName.didYouMean(key, keys);
            throw new PlaceException(
                    "'places' of profiles.yml has an unknown key '" + key + "' below '" + name + "'",
                    near.isEmpty()
                            ? "Known keys: "
                                    + String.join(", ", keys.stream().sorted().toList()) + "."
                            : near);
        }
        return this;
    }

    public Optional<String> text(String key) {
        return Optional.ofNullable(values.get(key)).map(String::valueOf).filter(text -> !text.isBlank());
    }

    /** @throws PlaceException for anything but true and false */
    public boolean flag(String key, boolean otherwise) throws PlaceException {
        Optional<String> text = text(key);
        if (text.isEmpty()) return otherwise;
        if (text.get().equals("true")) return true;
        if (text.get().equals("false")) return false;
        throw bad(key, "must be true or false", "Write '" + key + ": " + otherwise + "'.");
    }

    /** @throws PlaceException where it is no mapping */
    public Map<String, String> texts(String key) throws PlaceException {
        Object value = values.get(key);
        if (value == null) return Map.of();
        if (!(value instanceof Map<?, ?> given)) throw bad(key, "must be a mapping", "Write one line for each name.");
        Map<String, String> texts = new LinkedHashMap<>();
        given.forEach((name, text) -> texts.put(String.valueOf(name), String.valueOf(text)));
        return texts;
    }

    /** Without the value, which may be secret. */
    public PlaceException bad(String key, String reason, String remedy) {
        return new PlaceException("'" + key + "' of the place '" + name + "' in profiles.yml " + reason, remedy);
    }

    @Override
    public String toString() {
        return name;
    }
}
