package dev.ashlar.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.load.FileStanding;
import dev.ashlar.load.FileStanding.Kind;
import dev.ashlar.load.LoadOrder;
import dev.ashlar.manifest.Column;
import dev.ashlar.manifest.Node;
import dev.ashlar.plan.PlanContext.GateMode;
import dev.ashlar.port.WarehouseSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What becomes of files that change, that nobody wants, whose columns are others, or that are not finished. */
public interface LoadLedgerContract extends LoadFixture {
    private List<Diagnostic> order(Map<String, Object> options, LoadOrder order) {
        return order(source("landing/*.csv", idAndDay(), options), order);
    }

    private List<Diagnostic> order(Node.Source source, LoadOrder order) {
        return load(warehouse(), source, GateMode.GATED, check -> true, order);
    }

    private List<Object> ids() {
        return loaded().stream().map(row -> row.get(0)).toList();
    }

    private List<Object> paths() {
        return ledger().stream().map(row -> row.get(0)).toList();
    }

    private void takeAway(String name) throws IOException {
        Files.delete(projectFolder().resolve("landing").resolve(name));
    }

    @Test
    default void theRowsOfAChangedFileTakeThePlaceOfThoseItHad() throws IOException {
        Map<String, Object> reload = Map.of("on_changed_file", "reload");
        file("a.csv", "id,day\n1,2026-01-01\nx,2026-01-01\n");
        file("b.csv", "id,day\n2,2026-01-01\n");
        load(reload);
        file("a.csv", "id,day\n3,2026-01-01\n4,2026-01-01\ny,2026-01-01\n");
        assertThat(order(reload, new LoadOrder.LoadNew()))
                .extracting(Diagnostic::text)
                .containsExactly("landing/a.csv This file has changed since it was loaded: its rows take the place of"
                        + " those it had.");
        assertThat(ids()).containsExactly(2L, 3L, 4L);
        assertThat(rejects()).extracting(row -> row.get(4)).containsExactly("y,2026-01-01");
        assertThat(ledger())
                .extracting(row -> row.get(0), row -> row.get(1), row -> row.get(2), row -> row.get(3))
                .containsExactly(tuple("landing/b.csv", 1L, 0L, 2L), tuple("landing/a.csv", 2L, 1L, 3L));
        assertThat(order(reload, new LoadOrder.LoadNew())).isEmpty();
        assertThat(ids()).hasSize(3);
    }

    @Test
    default void aChangedFileThatDoesNotFitLeavesTheRowsItHad() throws IOException {
        Map<String, Object> reload = Map.of("on_changed_file", "reload", "max_rejects", 0);
        file("a.csv", "id,day\n1,2026-01-01\n");
        load(reload);
        file("a.csv", "id,day\n3,2026-01-01\nx,2026-01-01\n");
        file("b.csv", "id,day\n2,2026-01-01\n");
        assertThatThrownBy(() -> load(reload)).hasMessageContaining("1 of its 2 records does not fit");
        assertThat(ids()).containsExactly(1L, 2L);
        assertThat(paths()).containsExactly("landing/a.csv", "landing/b.csv");
        file("a.csv", "");
        load(reload);
        assertThat(ids()).as("an empty file has no rows").containsExactly(2L);
    }

    @Test
    default void aChangedFileIsLeftAsItIsIfTheUserSaysSo() throws IOException {
        file("a.csv", "id,day\n1,2026-01-01\n");
        load(Map.of());
        file("a.csv", "id,day\n3,2026-01-01\n4,2026-01-01\n");
        assertThat(order(Map.of("on_changed_file", "ignore"), new LoadOrder.LoadNew()))
                .extracting(Diagnostic::text)
                .containsExactly("landing/a.csv This file has changed since it was loaded, and was not loaded again.");
        assertThat(ids()).containsExactly(1L);
    }

    @Test
    default void aFileThatIsPassedOverIsNeverLoadedUntilThatIsTakenBack() throws IOException {
        file("a.csv", "id,day\n\"1,2026-01-01\n");
        file("b.csv", "id,day\n2,2026-01-01\n");
        order(Map.of(), new LoadOrder.PassOver(Set.of("landing/a.csv")));
        assertThat(warehouse().catalogOf(relation("orders")).relations()).isEmpty();
        load(Map.of());
        order(Map.of(), new LoadOrder.LoadAnew());
        assertThat(ids()).containsExactly(2L);
        assertThat(paths()).containsExactly("landing/a.csv", "landing/b.csv");
        order(Map.of(), new LoadOrder.TakeOut(Set.of("landing/a.csv")));
        assertThat(ids()).containsExactly(2L);
        assertThatThrownBy(() -> load(Map.of())).hasMessageContaining("a quote opens in this record and never closes");
    }

    @Test
    default void whatIsLoadedIsNotPassedOver() throws IOException {
        file("a.csv", "id,day\n1,2026-01-01\n");
        load(Map.of());
        assertThatThrownBy(() -> order(Map.of(), new LoadOrder.PassOver(Set.of("landing/a.csv"))))
                .hasMessage("models/sources.yml:7:11 Source 'orders': 'landing/a.csv' is not passed over: it was loaded"
                        + " at 2026-10-01T03:00:00.500Z. Take its rows out first, with 'ashlar load --unload"
                        + " landing/a.csv'.");
        assertThatThrownBy(() -> order(Map.of(), new LoadOrder.PassOver(Set.of("landing/b.csv"))))
                .hasMessageContaining("there is no file 'landing/b.csv'. Did you mean 'landing/a.csv'?");
        assertThatThrownBy(() -> order(Map.of(), new LoadOrder.TakeOut(Set.of("landing/aa.csv"))))
                .hasMessageContaining("the ledger has no file 'landing/aa.csv'. Did you mean 'landing/a.csv'?");
    }

    @Test
    default void aFileIsTakenOutWithItsRowsItsRejectsAndItsEntry() throws IOException {
        file("a.csv", "id,day\n1,2026-01-01\nx,2026-01-01\n");
        file("b.csv", "id,day\n2,2026-01-01\ny,2026-01-01\n");
        load(Map.of());
        assertThat(order(Map.of(), new LoadOrder.TakeOut(Set.of("landing/a.csv"))))
                .extracting(Diagnostic::message)
                .containsExactly(
                        "The next load of source 'orders' will load landing/a.csv again, which is still there.");
        assertThat(ids()).containsExactly(2L);
        assertThat(rejects()).extracting(row -> row.get(0)).containsExactly("landing/b.csv");
        assertThat(paths()).containsExactly("landing/b.csv");
        load(Map.of());
        assertThat(ids()).containsExactly(2L, 1L);
    }

    @Test
    default void aTableIsMadeAnewFromAllItsFilesInOtherTypes() throws IOException {
        file("a.csv", "id,day\n1,2026-01-01\nx,2026-01-01\n");
        load(Map.of());
        file("b.csv", "id,day\n2,2026-01-02\n");
        Node.Source texts = source("landing/*.csv", List.of(column("id", "varchar"), column("day", "date")), Map.of());
        assertThatThrownBy(() -> load(texts, GateMode.GATED, check -> true))
                .hasMessageMatching(
                        "(?s).*Cannot load source 'orders': 'id' is \\w+ in the table, not varchar\\. Write the"
                                + " type of the table, or load all files anew with 'ashlar load --reload shop\\.orders'\\.");
        assertThatThrownBy(() -> load(warehouse(), texts, GateMode.GATED, check -> false, new LoadOrder.LoadAnew()))
                .isInstanceOf(PlanPerformer.GateShut.class);
        assertThat(ids()).containsExactly(1L);
        order(texts, new LoadOrder.LoadAnew());
        assertThat(ids()).containsExactly("1", "x", "2");
        assertThat(rejects()).isEmpty();
        assertThat(ledger())
                .extracting(row -> row.get(0), row -> row.get(1), row -> row.get(3))
                .containsExactly(tuple("landing/a.csv", 2L, 2L), tuple("landing/b.csv", 1L, 3L));
        order(texts, new LoadOrder.LoadNew());
        assertThat(ids()).hasSize(3);
    }

    @Test
    default void aTableIsNotMadeAnewWhereThatWouldLoseRows() throws IOException {
        file("a.csv", "id,day\n1,2026-01-01\n");
        file("b.csv", "id,day\n2,2026-01-02\n");
        load(Map.of());
        takeAway("a.csv");
        assertThatThrownBy(() -> order(Map.of(), new LoadOrder.LoadAnew()))
                .hasMessage("models/sources.yml:7:11 Cannot load source 'orders' anew: 1 file that was loaded is gone:"
                        + " landing/a.csv. Put them back, or take their rows out with 'ashlar load --unload FILE'.");
        file("a.csv", "id,day\n\"1,2026-01-01\n");
        assertThatThrownBy(() -> order(Map.of(), new LoadOrder.LoadAnew()))
                .hasMessageContaining("a quote opens in this record and never closes");
        file("a.csv", "id,day\nx,2026-01-01\n");
        assertThatThrownBy(() -> order(Map.of("max_rejects", 0), new LoadOrder.LoadAnew()))
                .hasMessageContaining("its only record does not fit");
        assertThat(ids()).containsExactly(1L, 2L);
    }

    @Test
    default void aWiderTypeIsTakenOver() throws IOException {
        List<Column> small = List.of(column("id", "integer"), column("day", "date"));
        file("a.csv", "id,day\n1,2026-01-01\n");
        load(source("landing/*.csv", small, Map.of()), GateMode.GATED, check -> true);
        file("b.csv", "id,day\n3000000000,2026-01-02\n");
        Node.Source wide = source("landing/*.csv", idAndDay(), Map.of());
        if (widensInPlace()) {
            load(wide, GateMode.GATED, check -> true);
        } else {
            assertThatThrownBy(() -> load(wide, GateMode.GATED, check -> true))
                    .hasMessageContaining("'id' is integer in the table, not bigint.");
            order(wide, new LoadOrder.LoadAnew());
        }
        assertThat(ids().stream().map(id -> ((Number) id).longValue())).containsExactly(1L, 3_000_000_000L);
    }

    /** Whether a whole-number column becomes a wider one by one statement. */
    default boolean widensInPlace() {
        return true;
    }

    @Test
    default void newColumnsOfFilesAreAddedIgnoredOrRefused() throws IOException {
        file("a.csv", "id,day\n1,2026-01-01\n");
        load(Map.of());
        file("b.csv", "id,day,Note Text\n2,2026-01-02,7\n");
        assertThatThrownBy(() -> load(Map.of("on_new_columns", "fail")))
                .hasMessageContaining(
                        "landing/b.csv:1 This file was not loaded: it has columns that the source does not"
                                + " take: 'Note Text'; name them under 'columns:', or write 'on_new_columns: add' or 'ignore'.");
        assertThat(order(Map.of("on_new_columns", "add"), new LoadOrder.LoadNew()))
                .extracting(Diagnostic::message)
                .singleElement()
                .asString()
                .startsWith("New files bring new columns, which are added to the table: 'note_text' (");
        file("c.csv", "id,day,Note Text\n3,2026-01-02,8\n");
        assertThat(order(Map.of(), new LoadOrder.LoadNew()))
                .extracting(Diagnostic::message)
                .containsExactly("This file has columns that are not loaded: 'Note Text'.");
        file("d.csv", "note text,id,day\n9,4,2026-01-02\n");
        order(Map.of("on_new_columns", "add"), new LoadOrder.LoadNew());
        assertThat(rows("select id, note_text from " + relation("orders") + " order by id"))
                .containsExactly(Arrays.asList(1L, null), List.of(2L, 7L), Arrays.asList(3L, null), List.of(4L, 9L));
    }

    @Test
    default void newColumnsAreAddedWhereTheUserNamesNone() throws IOException {
        Node.Source source = source("landing/*.csv", List.of(), Map.of());
        file("a.csv", "id\n1\n");
        load(source, GateMode.OPEN, check -> true);
        file("b.csv", "id,seen\n2,2026-01-02\n");
        load(source, GateMode.OPEN, check -> true);
        file("c.csv", "seen\n2026-01-03\n");
        load(source, GateMode.OPEN, check -> true);
        assertThat(rows("select id, cast(seen as varchar(10)) from " + relation("orders") + " order by _batch_id"))
                .containsExactly(Arrays.asList(1L, null), List.of(2L, "2026-01-02"), Arrays.asList(null, "2026-01-03"));
    }

    private String types() {
        return warehouse().catalogOf(relation("orders")).find(relation("orders")).orElseThrow().columns().stream()
                .filter(column -> !column.name().name().startsWith("_"))
                .map(column -> column.name().name() + " " + column.type().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    @Test
    default void aFileWithoutRecordsSaysNoTypes() throws IOException {
        Node.Source source = source("landing/*.csv", List.of(), Map.of());
        file("a.csv", "id,seen\n");
        assertThat(order(source, new LoadOrder.LoadNew()))
                .extracting(Diagnostic::text)
                .containsExactly(
                        "models/sources.yml:7:11 No file of source 'orders' has had records, so its table is not"
                                + " made yet. Name its 'columns:' with their types if it is to be made without.");
        assertThat(exists("orders")).isFalse();
        assertThat(ledger())
                .containsExactly(
                        List.of("landing/a.csv", 0L, 0L, 1L, relation("orders").plain()));
        order(source, new LoadOrder.LoadNew());
        assertThat(ledger()).as("it is offered once").hasSize(1);
        file("b.csv", "id,seen\n1,2026-01-01\n");
        file("c.csv", "id,other\n");
        order(source, new LoadOrder.LoadNew());
        assertThat(ledger()).hasSize(3);
        assertThat(types()).isEqualTo("id bigint, seen date");
        file("d.csv", "id,other\n");
        order(source, new LoadOrder.LoadNew());
        file("e.csv", "id,other\n2,7\n");
        order(source, new LoadOrder.LoadNew());
        assertThat(types()).isEqualTo("id bigint, seen date, other bigint");
        assertThat(rows("select id, other from " + relation("orders") + " order by id"))
                .containsExactly(Arrays.asList(1L, null), List.of(2L, 7L));
    }

    @Test
    default void anEmptyFileIsLoadedOnceThoughNoTableIsMade() throws IOException {
        file("a.csv", "");
        load(Map.of());
        assertThat(exists("orders")).isFalse();
        assertThat(ledger())
                .containsExactly(
                        List.of("landing/a.csv", 0L, 0L, 1L, relation("orders").plain()));
        assertThat(order(Map.of(), new LoadOrder.LoadNew()))
                .extracting(Diagnostic::message)
                .noneMatch(message -> message.contains("is gone"));
        assertThat(ledger()).hasSize(1);
        file("b.csv", "id,day\n");
        load(Map.of());
        assertThat(exists("orders")).as("its columns are named").isTrue();
        try (WarehouseSession session = warehouse().open()) {
            session.runText("drop table " + relation("orders"));
        }
        assertThat(order(Map.of(), new LoadOrder.LoadNew()))
                .extracting(Diagnostic::message)
                .anyMatch(message -> message.contains("is gone"));
        assertThat(exists("orders")).isTrue();
        assertThat(ledger()).hasSize(2);
    }

    @Test
    default void namesOfColumnsThatTheEngineWouldCutAreRefused() throws IOException {
        String fits = "größe_" + "x".repeat(63 - 8);
        String name = "größe_" + "x".repeat(longestName().orElse(300) - 8);
        Node.Source source = source("landing/*.csv", List.of(), Map.of());
        String ids = "select id from " + relation("orders") + " order by id";
        file("a.csv", "id," + fits + "\n1,2\n");
        load(source, GateMode.OPEN, check -> true);
        file("b.csv", "id," + fits + "\n3,4\n");
        load(source, GateMode.OPEN, check -> true);
        assertThat(rows(ids)).containsExactly(List.of(1L), List.of(3L));
        file("c.csv", "id," + name + "a," + name + "b\n5,6,7\n");
        file("d.csv", "id\n9\n");
        if (longestName().isEmpty()) {
            load(source, GateMode.OPEN, check -> true);
            assertThat(rows(ids)).containsExactly(List.of(1L), List.of(3L), List.of(5L), List.of(9L));
            return;
        }
        int most = longestName().get();
        String limit = (most + 1) + " bytes, and names of columns have at most " + most + " on "
                + warehouse().engine();
        assertThatThrownBy(() -> load(source, GateMode.OPEN, check -> true))
                .hasMessageContaining("landing/c.csv:1 This file was not loaded: the name of its column '" + name
                        + "a' has " + limit + "; give it a name of its own: { name: short_name, header: \"" + name
                        + "a\" }.");
        assertThat(rows(ids)).as("the others are published").containsExactly(List.of(1L), List.of(3L), List.of(9L));
        Node.Source named =
                source("landing/*.csv", List.of(column("id", "bigint"), column(name + "a", "bigint")), Map.of());
        assertThatThrownBy(() -> load(named, GateMode.OPEN, check -> true))
                .hasMessageContaining("models/sources.yml:7:11 Cannot load source 'orders': the name of its column '"
                        + name + "a' has " + limit
                        + ". Give it a shorter one, and say by 'header:' what the files call it.");
    }

    /** Bytes of the longest name of a column; empty where the engine sets no bound. */
    default Optional<Integer> longestName() {
        return Optional.of(warehouse().identifierLimit());
    }

    @Test
    default void filesThatSomebodyMayStillWriteAreLeftAlone() throws IOException {
        file("a.csv", "id,day\n1,2026-01-01\n");
        file("b.csv", "id,day\n2,2026-01-01\n");
        Files.setLastModifiedTime(projectFolder().resolve("landing/a.csv"), FileTime.from(AT.minusSeconds(61)));
        Files.setLastModifiedTime(projectFolder().resolve("landing/b.csv"), FileTime.from(AT.minusSeconds(59)));
        Map<String, Object> settle = Map.of("settle", "60s");
        assertThat(order(settle, new LoadOrder.LoadNew()))
                .extracting(Diagnostic::text)
                .containsExactly("landing/b.csv This file is left for a later load: it was written to 59 s ago,"
                        + " and 'settle' is 60 s.");
        assertThat(ids()).containsExactly(1L);
        Files.setLastModifiedTime(projectFolder().resolve("landing/b.csv"), FileTime.from(AT.minusSeconds(70)));
        order(settle, new LoadOrder.LoadNew());
        assertThat(ids()).containsExactly(1L, 2L);
    }

    @Test
    default void filesWaitForTheMarkerOfTheirFolder() throws IOException {
        Map<String, Object> marked = Map.of("success_marker", "_SUCCESS");
        file("one/a.csv", "id,day\n1,2026-01-01\n");
        file("two/a.csv", "id,day\n2,2026-01-01\n");
        file("two/b.csv", "id,day\n3,2026-01-01\n");
        file("one/_SUCCESS", "");
        Node.Source source = source("landing/*/*.csv", idAndDay(), marked);
        assertThat(order(source, new LoadOrder.LoadNew()))
                .extracting(Diagnostic::text)
                .containsExactly("landing/two/a.csv This file is left for a later load: there is no _SUCCESS in its"
                        + " folder, nor in one above. So wait landing/two/b.csv.");
        assertThat(ids()).containsExactly(1L);
        file("two/_SUCCESS", "");
        order(source, new LoadOrder.LoadNew());
        assertThat(ids()).containsExactly(1L, 2L, 3L);
    }

    @Test
    default void everyFileIsToldHowItStands() throws IOException {
        file("a.csv", "id,day\n1,2026-01-01\nx,2026-01-01\n");
        file("b.csv", "id,day\n2,2026-01-01\n");
        file("gone.csv", "id,day\n3,2026-01-01\n");
        file("skipped.csv", "id,day\n4,2026-01-01\n");
        order(Map.of(), new LoadOrder.PassOver(Set.of("landing/skipped.csv")));
        load(Map.of());
        takeAway("gone.csv");
        file("b.csv", "id,day\n2,2026-01-01\n5,2026-01-01\n");
        file("c.csv", "id,day\n6,2026-01-01\n");
        file("twin.csv", "id,day\n1,2026-01-01\nx,2026-01-01\n");
        try (WarehouseSession session = warehouse().open()) {
            assertThat(task(new LoadOrder.LoadNew()).standing(source("landing/*.csv", idAndDay(), Map.of()), session))
                    .extracting(FileStanding::file, FileStanding::kind, FileStanding::why)
                    .containsExactly(
                            tuple("landing/a.csv", Kind.LOADED, "at 2026-10-01T03:00:00.500001Z, 1 row, 1 rejected"),
                            tuple(
                                    "landing/b.csv",
                                    Kind.FAULT,
                                    "This file was not loaded: it has changed since it was loaded."),
                            tuple("landing/c.csv", Kind.NEW, ""),
                            tuple("landing/gone.csv", Kind.GONE, "at 2026-10-01T03:00:00.500001Z, 1 row"),
                            tuple("landing/skipped.csv", Kind.PASSED_OVER, ""),
                            tuple(
                                    "landing/twin.csv",
                                    Kind.FAULT,
                                    "it has the same bytes as landing/a.csv, unless it has no records"));
        }
        assertThat(ledger()).as("nothing is changed by looking").hasSize(4);
    }

    @Test
    default void aChangedFileThatIsLeftAloneIsToldToHaveChanged() throws IOException {
        file("a.csv", "id,day\n1,2026-01-01\n");
        file("b.csv", "id,day\n2,2026-01-01\n");
        load(Map.of());
        file("b.csv", "id,day\n2,2026-01-01\n5,2026-01-01\n");
        Node.Source ignoring = source("landing/*.csv", idAndDay(), Map.of("on_changed_file", "ignore"));
        try (WarehouseSession session = warehouse().open()) {
            assertThat(task(new LoadOrder.LoadNew()).standing(ignoring, session))
                    .extracting(FileStanding::file, FileStanding::kind, FileStanding::why)
                    .containsExactly(
                            tuple("landing/a.csv", Kind.LOADED, "at 2026-10-01T03:00:00.500Z, 1 row"),
                            tuple(
                                    "landing/b.csv",
                                    Kind.LOADED,
                                    "at 2026-10-01T03:00:00.500Z, 1 row; it has changed since, and"
                                            + " 'on_changed_file: ignore' leaves it alone"));
        }
    }

    @Test
    default void ordersThatEndAtAnyStatementLoseAndDoubleNothing() throws IOException {
        Node.Source source = source("landing/*.csv", idAndDay(), Map.of("on_changed_file", "reload"));
        Map<LoadOrder, List<Long>> orders = Map.of(
                new LoadOrder.LoadNew(), List.of(1L, 2L, 3L),
                new LoadOrder.LoadAnew(), List.of(1L, 2L, 3L),
                new LoadOrder.TakeOut(Set.of("landing/b.csv")), List.of(1L));
        for (Map.Entry<LoadOrder, List<Long>> one : orders.entrySet()) {
            int statements = endedAtEveryStatement(source, one.getKey(), one.getValue());
            assertThat(statements).as("statements of " + one.getKey()).isGreaterThan(4);
        }
    }

    /** What ends leave alike is finished once. @return how many statements there are */
    private int endedAtEveryStatement(Node.Source source, LoadOrder order, List<Long> after) throws IOException {
        Set<List<Object>> finished = new HashSet<>();
        Optional<List<Object>> base = Optional.empty();
        for (int at = 0; ; at++) {
            if (base.isEmpty()) base = Optional.of(begun(source));
            boolean reached = endsAt(at, source, order);
            List<Object> left = standing();
            boolean undone = left.equals(base.get());
            if (!undone) base = Optional.empty();
            if (!reached || finished.add(left)) {
                if (ids().contains(7L)) order(source, order);
                demandDone("ended before statement " + at + " of " + order, after);
                base = Optional.empty();
            }
            if (!reached) return at;
        }
    }

    /** One file is loaded as it is, and another is not what it was. */
    private List<Object> begun(Node.Source source) throws IOException {
        clear();
        file("a.csv", "id,day\n1,2026-01-01\nx,2026-01-01\n");
        file("b.csv", "id,day\n7,2026-01-01\ny,2026-01-01\n");
        load(source, GateMode.GATED, check -> true);
        file("b.csv", "id,day\n2,2026-01-01\n3,2026-01-01\ny,2026-01-01\n");
        return standing();
    }

    private void demandDone(String when, List<Long> after) {
        List<Object> sorted = new ArrayList<>(ids());
        sorted.sort(null);
        assertThat(sorted).as(when).isEqualTo(after);
        assertThat(rejects()).as(when).hasSize(after.contains(2L) ? 2 : 1);
        assertThat(ledger()).as(when).hasSize(after.contains(2L) ? 2 : 1);
        assertThat(exists("orders__new")).as(when).isFalse();
    }
}
