package dev.ashlar.adapter.freemarker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.manifest.TemplateText;
import dev.ashlar.port.ModelTemplates.Reference;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiteralReferencesTest {
    @Test
    void findsReferencesInBranchesThatAreNotTaken() {
        assertThat(in("select * from ${ref(\"a\")}\n<#if is_incremental()>\n join ${ source('s', 't') }</#if>"))
                .containsExactly("a@1:17", "s.t@3:10");
    }

    @Test
    void findsThemInTagsAndInsideStrings() {
        assertThat(
                        in(
                                "<#if ref('a')?has_content && (1 > 0)>x</#if><@m rel=ref(\"b\") /><#assign q=\"from ${ref('c')}\">"))
                .containsExactly("a@1:6", "b@1:53", "c@1:83");
    }

    @Test
    void readsPackagesVersionsAndRejects() {
        assertThat(in("${ref('p', 'm')} ${ref('m', {\"version\": 2})} ${ref('m', {'v': '3'})} ${rejects('s', 't')}"))
                .containsExactly("p:m@1:3", "m v2@1:20", "m v3@1:48", "s.t!@1:72");
    }

    @Test
    void leavesOutCommentsNoparseAndWhatIsNoLiteral() {
        assertThat(in("<#-- ${ref('a')} --><#noparse>${ref('b')}</#noparse>ref('c') ${ref(name)} ${ref('d' + x)}"
                        + " ${x.ref('e')} ${\"ref('f')\"} ${ref(\"g${h}\")} -- ${ref('i')}"))
                .containsExactly("i@1:140");
    }

    @Test
    void survivesMalformedTexts() {
        assertThat(in("${ref('a'")).isEmpty();
        assertThat(in("<#if ref('a'")).isEmpty();
        assertThat(in("${'ref(\\")).isEmpty();
        assertThat(in("<#-- ref")).isEmpty();
        assertThat(in("a <@ ref('b') ${ref('c')}")).containsExactly("c@1:17");
    }

    private static List<String> in(String text) {
        return new TemplateFixture()
                .templates.literalReferences(TemplateText.ofFile("m", text)).stream()
                        .map(LiteralReferencesTest::shown)
                        .toList();
    }

    private static String shown(Reference reference) {
        String at = "@" + reference.at().line() + ":" + reference.at().column();
        return switch (reference) {
            case Reference.ToNode n ->
                (n.packageName().isEmpty() ? "" : n.packageName() + ":")
                        + n.name()
                        + (n.version().isEmpty() ? "" : " v" + n.version())
                        + at;
            case Reference.ToSource s -> s.source() + "." + s.table() + at;
            case Reference.ToRejects s -> s.source() + "." + s.table() + "!" + at;
        };
    }
}
