package dev.ashlar.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PersonalColumnTest {
    @Test
    void anyMarkButANoMeansPersonal() {
        for (Object mark : List.of(true, "true", "yes", "email", "PII", 1, List.of("gdpr"), Map.of("class", "name"))) {
            assertThat(column(List.of(), Map.of("pii", mark)).personal())
                    .as("pii: " + mark)
                    .isTrue();
        }
        for (Object mark : List.of(false, "false", "FALSE", "no", "none", " ", List.of(), Map.of())) {
            assertThat(column(List.of(), Map.of("pii", mark)).personal())
                    .as("pii: " + mark)
                    .isFalse();
        }
        assertThat(column(List.of(), Map.of("owner", "support")).personal()).isFalse();
    }

    @Test
    void theTagAloneMeansPersonalInAnyCase() {
        assertThat(column(List.of("contact", "pii"), Map.of()).personal()).isTrue();
        assertThat(column(List.of("PII"), Map.of("pii", false)).personal()).isTrue();
        assertThat(column(List.of("contact"), Map.of()).personal()).isFalse();
    }

    private static Column column(List<String> tags, Map<String, Object> meta) {
        return new Column(new ColumnName("c"), Optional.empty(), "", tags, meta, List.of(), Optional.empty());
    }
}
