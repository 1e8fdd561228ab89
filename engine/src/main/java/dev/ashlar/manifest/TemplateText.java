package dev.ashlar.manifest;

/**
 * A template as written.
 *
 * @param file path relative to the project folder
 * @param text the whole text from {@code line} and {@code column} on
 * @param line 1-based line of the file at which the text starts: 1 but for texts inside YAML files
 * @param column 1-based
 */
public record TemplateText(String file, String text, int line, int column) {
    public static TemplateText ofFile(String file, String text) {
        return new TemplateText(file, text, 1, 1);
    }
}
