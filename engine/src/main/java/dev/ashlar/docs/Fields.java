package dev.ashlar.docs;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The fields of an object of the site. What is empty is left out, since the reader takes what is missing for empty. */
final class Fields {
    private final Map<String, Object> values = new LinkedHashMap<>();

    Fields put(String name, Object value) {
        switch (value) {
            case null -> {}
            case Optional<?> optional -> optional.ifPresent(present -> put(name, present));
            case String text when text.isEmpty() -> {}
            case Collection<?> items when items.isEmpty() -> {}
            case Map<?, ?> map when map.isEmpty() -> {}
            case Boolean flag when !flag -> {}
            default -> values.put(name, value);
        }
        return this;
    }

    Map<String, Object> map() {
        return values;
    }
}
