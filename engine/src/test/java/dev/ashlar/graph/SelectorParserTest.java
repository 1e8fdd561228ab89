package dev.ashlar.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.graph.Selector.Company;
import dev.ashlar.graph.Selector.Criterion;
import dev.ashlar.graph.Selector.Intersection;
import dev.ashlar.graph.Selector.Union;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectorParserTest {
    @ParameterizedTest
    @CsvSource({
        "orders, fqn, orders",
        "staging.shop.*, fqn, staging.shop.*",
        "models/staging, path, models/staging",
        "orders.sql, file, orders.sql",
        "tag:nightly, tag, nightly",
        "tag:a:b, tag, a:b",
        "source:shop.orders, source, shop.orders",
    })
    void takesTheMethodFromTheWordOrTheLookOfTheValue(String text, String method, String value) {
        assertThat(SelectorParser.parse(text)).isEqualTo(Criterion.of(method, value));
    }

    @ParameterizedTest
    @CsvSource({
        "+orders, -1, 0",
        "orders+, 0, -1",
        "2+orders+13, 2, 13",
        "+tag:x+1, -1, 1",
        "2023_orders, 0, 0",
    })
    void readsHowFarToWalk(String text, int parents, int children) {
        Criterion criterion = (Criterion) SelectorParser.parse(text);
        assertThat(criterion.parents()).isEqualTo(parents < 0 ? Selector.ALL : parents);
        assertThat(criterion.children()).isEqualTo(children < 0 ? Selector.ALL : children);
    }

    @Test
    void readsAnAtSignAndNestedConfigKeys() {
        assertThat(SelectorParser.parse("@config.meta.owner:ann"))
                .isEqualTo(new Criterion(
                        "config", List.of("meta", "owner"), "ann", 0, 0, Company.CHILDRENS_PARENTS, Optional.empty()));
    }

    @Test
    void readsSpaceAsEitherAndCommaAsBoth() {
        assertThat(SelectorParser.parse(" a  tag:x,tag:y "))
                .isEqualTo(new Union(List.of(
                        Criterion.of("fqn", "a"),
                        new Intersection(List.of(Criterion.of("tag", "x"), Criterion.of("tag", "y"))))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tga:x | Cannot use the selector 'tga:x': there is no method 'tga'. Did you mean 'tag'?",
                "zzzzzz:x | Cannot use the selector 'zzzzzz:x': there is no method 'zzzzzz'. The methods are access, config, exposure, file, fqn, group, layer, package, path, resource_type, result, selector, source, source_status, state, tag, test_name, test_type, unit_test, version.",
                "@a+ | Cannot use the selector '@a+': '@' already takes children and their parents along. Leave out the '+'.",
                "config:x | Cannot use the selector 'config:x': 'config' needs the key to compare. Write it after a dot, for example config.materialized:table.",
                "tag.x:y | Cannot use the selector 'tag.x:y': 'tag' takes no key after a dot. Write tag:value.",
                "+ | Cannot use the selector '+': it names nothing. Write a name, a path or method:value, for example 'tag:nightly+'.",
                "a,,b | Cannot use the selector '': it names nothing. Write a name, a path or method:value, for example 'tag:nightly+'.",
            })
    void refusesWhatIsNotOfTheGrammar(String text, String message) {
        assertThatThrownBy(() -> SelectorParser.parse(text)).hasMessage(message);
    }

    @Test
    void printsANumberSoThatItIsNotTakenForADistance() {
        Criterion seven = (Criterion) SelectorParser.parse("fqn:7+1");
        assertThat(seven.text()).isEqualTo("fqn:7+1");
    }

    @Test
    void namesEveryBadCriterionAtOnce() {
        assertThatThrownBy(() -> SelectorParser.parse("tga:x ok pth:y"))
                .isInstanceOfSatisfying(
                        DiagnosticException.class,
                        e -> assertThat(e.diagnostics()).hasSize(2));
    }
}
