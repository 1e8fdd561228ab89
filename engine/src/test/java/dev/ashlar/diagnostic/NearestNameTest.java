package dev.ashlar.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNameTest {
    private static final List<String> KNOWN = List.of("customers", "customer_orders", "orders", "order_items");

    @Test
    void findsNamesWithSwappedMissingAndWrongLetters() {
        assertThat(NearestName.of("custmoers", KNOWN)).containsExactly("customers");
        assertThat(NearestName.of("order", KNOWN)).containsExactly("orders");
        assertThat(NearestName.of("ORDERS", KNOWN)).first().isEqualTo("orders");
    }

    @Test
    void keepsSilentWhenNothingIsNear() {
        assertThat(NearestName.didYouMean("payments", KNOWN)).isEmpty();
    }

    @Test
    void asksForTheNearestFirst() {
        assertThat(NearestName.didYouMean("ordres", List.of("orders", "orderss")))
                .isEqualTo("Did you mean 'orders' or 'orderss'?");
    }
}
