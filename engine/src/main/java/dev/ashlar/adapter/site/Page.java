package dev.ashlar.adapter.site;

import java.util.List;

/** The one page of a site, its content policy included: nothing but the site's own files, or its own text, is ever run. */
final class Page {
    private static final String EVERYWHERE =
            "default-src 'none'; worker-src blob:; child-src blob:; img-src data: blob:; base-uri 'none'; form-action 'none'; ";

    private Page() {}

    /** @param stamp changes with every site, so that no browser shows old parts */
    static String linked(String title, String stamp) {
        String policy = EVERYWHERE + "script-src 'self' file: blob:; style-src 'self' file:";
        String head = "<link rel=\"stylesheet\" href=\"app.css?" + stamp + "\">\n<script src=\"theme.js?" + stamp
                + "\"></script>";
        String foot = "<script src=\"app.js?" + stamp + "\" data-stamp=\"" + stamp + "\"></script>\n"
                + "<script src=\"data/index.js?" + stamp + "\"></script>";
        return filled(title, policy, head, foot);
    }

    /** @param nonce a random word: only what carries it is run */
    static String whole(String title, String nonce, String styles, String theme, List<String> scripts) {
        String policy = EVERYWHERE + "script-src 'nonce-" + nonce + "' blob:; style-src 'nonce-" + nonce + "'";
        String head = "<style nonce=\"" + nonce + "\">\n" + styles + "</style>\n<script nonce=\"" + nonce + "\">"
                + theme + "</script>";
        StringBuilder foot = new StringBuilder();
        for (String script : scripts) {
            foot.append("<script nonce=\"")
                    .append(nonce)
                    .append("\">")
                    .append(script)
                    .append("</script>\n");
        }
        return filled(title, policy, head, foot.toString());
    }

    private static String filled(String title, String policy, String head, String foot) {
        String page = Resources.page();
        StringBuilder out = new StringBuilder();
        int at = 0;
        for (int mark = page.indexOf("{{"); mark >= 0; mark = page.indexOf("{{", at)) {
            int end = page.indexOf("}}", mark);
            out.append(page, at, mark);
            out.append(
                    switch (page.substring(mark + 2, end)) {
                        case "title" -> escaped(title);
                        case "policy" -> policy;
                        case "head" -> head;
                        case "foot" -> foot;
                        default -> throw new IllegalStateException("Unknown mark in page.html");
                    });
            at = end + 2;
        }
        return out.append(page.substring(at)).toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
