package dev.ashlar.graph;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a user asks for with {@code --select}, {@code --exclude} or an entry of {@code selectors.yml}. */
public sealed interface Selector {
    /** As it would be written on the command line. */
    String text();

    /**
     * @param method the word before the colon; {@code fqn}, {@code path} or {@code file} where none was written
     * @param arguments what follows the method after dots: {@code meta.owner} of {@code config.meta.owner:ann}
     * @param parents how many steps up to go along; 0 for none, {@link #ALL} without end
     * @param children likewise down
     * @param indirect the mode for tests, where this criterion says one of its own
     */
    record Criterion(
            String method,
            List<String> arguments,
            String value,
            int parents,
            int children,
            Company company,
            Optional<IndirectSelection> indirect)
            implements Selector {
        public Criterion {
            Objects.requireNonNull(method);
            Objects.requireNonNull(value);
            Objects.requireNonNull(company);
            Objects.requireNonNull(indirect);
            arguments = List.copyOf(arguments);
        }

        static Criterion of(String method, String value) {
            return new Criterion(method, List.of(), value, 0, 0, Company.OWN, Optional.empty());
        }

        /** {@code method.argument:value}, without the signs of the walk. */
        public String spec() {
            String dotted = arguments.stream().map(a -> "." + a).collect(Collectors.joining());
            return method + dotted + ":" + value;
        }

        @Override
        public String text() {
            boolean bare =
                    method.equals("fqn") && SelectorParser.methodOf(value).equals("fqn") && !mistakable(value);
            return (company == Company.CHILDRENS_PARENTS ? "@" : "")
                    + (parents == 0 ? "" : (parents == ALL ? "" : String.valueOf(parents)) + "+")
                    + (bare ? value : spec())
                    + (children == 0 ? "" : "+" + (children == ALL ? "" : String.valueOf(children)));
        }

        private static boolean mistakable(String value) {
            return value.indexOf(':') >= 0
                    || value.indexOf('+') >= 0
                    || value.startsWith("@")
                    || value.chars().allMatch(c -> c >= '0' && c <= '9'); // 0+1 would be the model 1 with parents
        }
    }

    /** No end to a walk. */
    int ALL = Integer.MAX_VALUE;

    /** Whether a criterion brings along the descendants and all that those read ({@code @}). */
    enum Company {
        OWN,
        CHILDRENS_PARENTS
    }

    record Union(List<Selector> parts) implements Selector {
        public Union {
            parts = List.copyOf(parts);
        }

        @Override
        public String text() {
            return parts.stream().map(Selector::text).collect(Collectors.joining(" "));
        }
    }

    record Intersection(List<Selector> parts) implements Selector {
        public Intersection {
            parts = List.copyOf(parts);
        }

        @Override
        public String text() {
            return parts.stream().map(Selector::text).collect(Collectors.joining(","));
        }
    }

    record Difference(Selector from, Selector without) implements Selector {
        @Override
        public String text() {
            return from.text() + " --exclude " + without.text();
        }
    }

    /** Every node. */
    record Everything() implements Selector {
        @Override
        public String text() {
            return "*";
        }
    }
}
