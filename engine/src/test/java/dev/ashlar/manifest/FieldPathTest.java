package dev.ashlar.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.manifest.FieldPath.Step.Item;
import dev.ashlar.manifest.FieldPath.Step.Key;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldPathTest {
    @Test
    void keysAndItemsFollowEachOther() {
        assertThat(FieldPath.of("\"order id\".lines[12][0].sku-no"))
                .contains(new FieldPath(
                        List.of(new Key("order id"), new Key("lines"), new Item(12), new Item(0), new Key("sku-no"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a.b", "a[0].b", "\"a.b\".c", "\"a b\"[3]"})
    void isPrintedAsItWasWritten(String text) {
        assertThat(FieldPath.of(text).orElseThrow()).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", ".a", "a.", "a..b", "a b", "[0]", "a[", "a[x]", "a[-1]", "a]", "a\"b\"", "\"\"", "\"a", "a[0]b"
            })
    void otherTextsAreNoPaths(String text) {
        assertThat(FieldPath.of(text)).isEmpty();
    }
}
