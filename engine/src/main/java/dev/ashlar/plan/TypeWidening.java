package dev.ashlar.plan;

import dev.ashlar.manifest.Node.Layout;
import dev.ashlar.report.CatalogColumn;
import java.util.Optional;

/** Which types of an engine hold the values of which. Types are texts as the engine's catalog spells them. */
public interface TypeWidening {
    /**
     * The smallest type that holds every value of both; {@code present} itself when it does. Empty when values would have to
     * change their nature (text to number) or lose something.
     */
    Optional<String> join(String present, String incoming);

    /**
     * Whether a contract that promises the one is kept by the other: both name one type, also where the one is an alias.
     * Engines whose queries say little about lengths and digits leave these to the table.
     */
    boolean same(String one, String other);

    /**
     * Whether a column is changed to a wider type by one statement; else its table has to be made anew.
     *
     * @param layout of the column's table
     */
    boolean inPlace(CatalogColumn present, String wider, Layout layout);

    /** How a column for values from files is declared. Empty where the engine has no type that holds them all. */
    Optional<String> declared(ColumnType type);

    /** How a column is declared for texts of at most so many bytes in UTF-8. */
    String text(long bytes);

    /**
     * A literal of the type that can stand for null where null-ness is compared beside it. Empty where keys that may be null
     * are compared as texts.
     */
    default Optional<String> zero(String type) {
        return Optional.empty();
    }

    /**
     * A text that tells values of the type apart, where the engine has no equality for it. Empty where values are compared as
     * they are.
     *
     * @param value an expression of that type
     */
    default Optional<String> written(String type, String value) {
        return Optional.empty();
    }

    /** Most bytes that a text of any column has in UTF-8, and so has one within a document. */
    long longestText();

    /** Most bytes that a document, a value of JSON, has in UTF-8. */
    default long longestDocument() {
        return Long.MAX_VALUE;
    }
}
