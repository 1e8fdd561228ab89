package dev.ashlar.compile.render;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.diagnostic.SourceMap;
import dev.ashlar.diagnostic.TemplateFrame;
import dev.ashlar.manifest.TemplateText;
import dev.ashlar.plan.Statement.RawSql;
import dev.ashlar.port.ModelTemplates.Rendered;
import java.util.ArrayList;
import java.util.List;

/**
 * Parts what a macro wrote into statements: the blocks {@code <@statement>}, or all of it where there is none. Semicolons
 * part nothing, since they stand in texts and function bodies too.
 */
final class StatementBlocks {
    /** What {@code <@statement>} writes around its block: control characters that no SQL holds. */
    static final char BEGIN = '\u0001';

    static final char END = '\u0002';

    private final String subject;
    private final SourceLocation caller;
    private final String text;
    private final SourceMap map;

    /** @param subject as in {@code The strategy 'x' of model 'm'} */
    StatementBlocks(String subject, SourceLocation caller, SqlCompiler.Sql written) {
        this.subject = subject;
        this.caller = caller;
        this.text = written.text();
        this.map = written.map();
    }

    /** @throws DiagnosticException if a template that is one statement itself has blocks of others */
    static void demandNone(TemplateText template, Rendered rendered) {
        int begin = rendered.text().indexOf(BEGIN);
        if (begin < 0) return;
        SourceLocation start = new SourceLocation(template.file(), template.line(), template.column());
        throw new DiagnosticException(Diagnostic.error(
                rendered.map().at(begin + 1).stream()
                        .findFirst()
                        .map(TemplateFrame::at)
                        .orElse(start),
                "A <@statement> has no place here.",
                "Write it in a macro 'strategy_…' or 'materialization_…'."));
    }

    /** @throws DiagnosticException with the macro's place */
    List<RawSql> statements() {
        List<RawSql> statements = new ArrayList<>();
        int at = 0;
        for (int begin = text.indexOf(BEGIN); begin >= 0; begin = text.indexOf(BEGIN, at)) {
            demandNothing(at, begin);
            int end = text.indexOf(END, begin);
            int inner = text.indexOf(BEGIN, begin + 1);
            if (inner >= 0 && inner < end) {
                throw refused(inner + 1, "holds a <@statement> within a <@statement>.", "Write one behind the other.");
            }
            add(statements, begin + 1, end);
            at = end + 1;
        }
        if (at == 0) add(statements, 0, text.length());
        else demandNothing(at, text.length());
        if (statements.isEmpty()) throw refused(0, "writes no statement.", "Write SQL in the macro.");
        return statements;
    }

    private void demandNothing(int from, int to) {
        int first = firstSign(from, to);
        if (new SqlWords(text.substring(first, to)).isEmpty()) return;
        throw refused(
                first,
                "writes '" + new SqlWords(text.substring(first, to)).beginning() + "' outside of <@statement>.",
                "Put each statement into a <@statement> of its own.");
    }

    private void add(List<RawSql> statements, int from, int to) {
        int first = firstSign(from, to);
        String whole = text.substring(first, to).stripTrailing();
        SqlWords words = new SqlWords(whole);
        if (words.isEmpty()) return;
        int second = words.secondStatement();
        if (second >= 0) {
            throw refused(
                    first + second,
                    "holds two statements in one.",
                    "Put each statement into a <@statement> of its own.");
        }
        words.refusal().ifPresent(why -> {
            throw refused(first, "holds '" + words.beginning() + "': " + why.reason(), why.remedy());
        });
        statements.add(new RawSql(words.withoutLastSemicolon(), place(first), map.from(first)));
    }

    private int firstSign(int from, int to) {
        int first = from;
        while (first < to && Character.isWhitespace(text.charAt(first))) first++;
        return first;
    }

    private SourceLocation place(int offset) {
        return map.at(offset).stream().findFirst().map(TemplateFrame::at).orElse(caller);
    }

    private DiagnosticException refused(int offset, String reason, String remedy) {
        List<TemplateFrame> frames = map.at(offset);
        return new DiagnosticException(Diagnostic.error(place(offset), subject + " " + reason, remedy)
                .withStack(frames.size() < 2 ? List.of() : frames.subList(1, frames.size())));
    }
}
