package dev.ashlar.run;

import dev.ashlar.manifest.Node.TestRules;
import dev.ashlar.manifest.Node.TestSeverity;
import dev.ashlar.report.QueryResult;
import java.util.List;

/** The query that counts what a test finds and compares the count, in one row. */
record TestQuery(String sql) {
    enum Verdict {
        PASS,
        WARN,
        FAIL
    }

    static TestQuery of(TestRules rules, String failingRows) {
        String limited = rules.limit()
                .map(limit -> "select * from (\n" + failingRows + "\n) as unlimited limit " + limit)
                .orElse(failingRows);
        String count = rules.failCalc();
        return new TestQuery("select " + count + " as failures, " + count + " " + rules.warnIf() + " as should_warn, "
                + count + " " + rules.errorIf() + " as should_error from (\n" + limited + "\n) as failing_rows");
    }

    /** @param failures 0 where the aggregate of no rows is null */
    record Answer(long failures, boolean shouldWarn, boolean shouldError) {
        Verdict verdict(TestRules rules, boolean warningsFail) {
            if (rules.severity() == TestSeverity.ERROR && shouldError) return Verdict.FAIL;
            if (!shouldWarn) return Verdict.PASS;
            return warningsFail ? Verdict.FAIL : Verdict.WARN;
        }
    }

    Answer answer(QueryResult result) {
        List<Object> row = result.rows().get(0);
        long failures = row.get(0) instanceof Number number ? number.longValue() : 0;
        return new Answer(failures, isTrue(row.get(1)), isTrue(row.get(2)));
    }

    private static boolean isTrue(Object value) {
        return switch (value) {
            case null -> false;
            case Boolean flag -> flag;
            case Number number -> number.longValue() != 0;
            default -> Boolean.parseBoolean(value.toString());
        };
    }
}
