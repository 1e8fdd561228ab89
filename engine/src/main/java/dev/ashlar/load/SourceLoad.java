package dev.ashlar.load;

import dev.ashlar.diagnostic.Counted;
import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.load.FilesToLoad.Past;
import dev.ashlar.manifest.Node;
import dev.ashlar.plan.FileLoad;
import dev.ashlar.plan.FileLoad.Mode;
import dev.ashlar.plan.FileLoad.NewFile;
import dev.ashlar.plan.LoadPlanner;
import dev.ashlar.plan.Plan;
import dev.ashlar.plan.PlanContext;
import dev.ashlar.plan.RelationState;
import dev.ashlar.plan.Shape;
import dev.ashlar.plan.Step;
import dev.ashlar.plan.Step.LoadRows.Content;
import dev.ashlar.port.FilePlace.Listing;
import dev.ashlar.port.FilePlace.StoredFile;
import dev.ashlar.port.NodeTask.Prepared;
import dev.ashlar.report.CatalogRelation;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * One load of a source. Either the engine reads the files: they are staged, and what it read is compared with what the look
 * through them found; or their records are judged here and brought to it. Files with too many rejects are left out; the rest
 * is published. If some file was left out, the load ends in an error after the others have been published.
 */
final class SourceLoad implements Prepared {
    private static final int MOST_NAMED = 10;

    private final Node.Source source;
    private final LoadOptions options;
    private final FilesAtHand found;
    private final Ledger ledger;
    private final Past past;
    private final InstantSource clock;

    private FilesToLoad files;
    private FileLoad load;
    private JudgedFiles judged;
    private final Set<String> misread = new HashSet<>();
    private List<Diagnostic> faults = List.of();
    private long published;
    private long rejected;
    private Phase phase = Phase.STAGED;

    private enum Phase {
        STAGED,
        /** By the engine, into the table itself. */
        READ,
        /** Texts of files that were read before and do not all fit. */
        STAGED_UNFIT,
        FILLED,
        PUBLISHED
    }

    SourceLoad(
            Node.Source source, LoadOptions options, FilesAtHand found, Ledger ledger, Past past, InstantSource clock) {
        this.source = source;
        this.options = options;
        this.found = found;
        this.ledger = ledger;
        this.past = past;
        this.clock = clock;
    }

    @Override
    public Iterable<List<Object>> rows(Content content) {
        return switch (content) {
            case TEXTS -> new GivenRecords(files.load().columns(), files.given());
            case ROWS -> judged.rows(load);
            case SEED -> throw new IllegalArgumentException(source.id() + " is no seed");
            case REJECTS -> judged.rejects(load);
        };
    }

    @Override
    public Plan begin(RelationState state, PlanContext context) {
        phase = Phase.STAGED;
        if (isEmpty(found.listing()) && state.published().isEmpty()) {
            throw noFile(source.external().orElseThrow());
        }
        if (past == Past.FORGOTTEN) demandAllThere();
        EngineReading reading = new EngineReading(source, context, misread);
        Optional<CatalogRelation> table = past == Past.FORGOTTEN ? Optional.empty() : state.published();
        files = FilesToLoad.of(source, options, found, ledger, past, table, reading, clock);
        faults = new ArrayList<>(files.faults());
        demandWhole();
        load = files.load();
        if (!load.files().isEmpty()) {
            return reading.byEngine() && !files.areAllBrought() ? read(state, context) : fill(state, context, reading);
        }
        demandNoFaults();
        List<Diagnostic> notes = new ArrayList<>(files.notes());
        boolean without = state.published().isEmpty();
        if (without && (!load.skipped().isEmpty() || !ledger.loaded().isEmpty())) notes.add(noRecordsYet());
        boolean noted =
                !without || load.skipped().stream().noneMatch(file -> FilesToLoad.makesTable(source, file.bytes(), 0));
        if (!load.skipped().isEmpty() && noted) return planner(state, context).note(notes);
        return LoadPlanner.unchanged(state, context, notes);
    }

    private Diagnostic noRecordsYet() {
        return Diagnostic.warning(
                source.external().orElseThrow().at(),
                "No file of source '" + source.name() + "' has had records, so its table is not made yet.",
                source.columns().isEmpty()
                        ? "Name its 'columns:' with their types if it is to be made without."
                        : "A file with a header is enough, since its columns are named.");
    }

    private DiagnosticException noFile(Node.ExternalFiles external) {
        String location = external.location();
        boolean asked = location.startsWith("http://") || location.startsWith("https://");
        String start = location.contains("://") ? "" : "Paths start at the project folder.";
        boolean folder = location.matches("[^*?\\[{]*[^*?\\[{./][^*?\\[{./]*");
        String end = folder ? " What ends with '/' means every file of a folder." : "";
        return new DiagnosticException(Diagnostic.error(
                external.at(),
                "Cannot load source '" + source.name() + "': "
                        + (asked
                                ? "'" + location + "' answers without records, and none came before."
                                : "no file matches '" + location + "'."),
                asked ? "Load again once it has some." : (start + end).strip()));
    }

    /** A table that is made anew must not lose what it has. */
    private void demandAllThere() {
        Set<String> here =
                found.listing().files().stream().map(StoredFile::label).collect(Collectors.toSet());
        List<String> gone = ledger.loaded().stream()
                .map(Ledger.Entry::path)
                .filter(path -> !here.contains(path))
                .toList();
        if (options.mode() == Mode.REPLACE || gone.isEmpty()) return;
        String named = String.join(", ", gone.subList(0, Math.min(MOST_NAMED, gone.size())));
        String more = gone.size() > MOST_NAMED ? " and " + (gone.size() - MOST_NAMED) + " more" : "";
        throw new DiagnosticException(Diagnostic.error(
                source.external().orElseThrow().at(),
                "Cannot load source '" + source.name() + "' anew: "
                        + Counted.of(gone.size(), "file that was loaded is gone: ", "files that were loaded are gone: ")
                        + named + more + ".",
                "Put them back, or take their rows out with 'ashlar load --unload FILE'."));
    }

    /** Nor is it published without a file of which it has rows. */
    private void demandWhole() {
        if (past == Past.FORGOTTEN) demandNoFaults();
    }

    private static boolean isEmpty(Listing listing) {
        return listing.files().isEmpty() && listing.leftOut().isEmpty();
    }

    private LoadPlanner planner(RelationState state, PlanContext context) {
        return new LoadPlanner(source, load, state, context);
    }

    private Plan read(RelationState state, PlanContext context) {
        LoadPlanner planner = planner(state, context);
        if (!misread.isEmpty()) return planner.stageInstead();
        if (!planner.readsAtOnce()) return planner.stage();
        phase = Phase.READ;
        return planner.read();
    }

    private Plan fill(RelationState state, PlanContext context, EngineReading reading) {
        RecordTyping typing =
                new RecordTyping(options, load.columns(), reading.longestText(), reading.longestDocument());
        judged = new JudgedFiles(typing, files.given(), mostRejects());
        phase = Phase.FILLED;
        LoadPlanner planner = planner(state, context);
        return misread.isEmpty() ? planner.fill() : planner.fillInstead();
    }

    @Override
    public Plan proceed(RelationState state, PlanContext context, Shape shape) {
        return switch (phase) {
            case STAGED -> staged(state, context, shape);
            case READ -> read(state, context, shape);
            case STAGED_UNFIT -> unfit(state, context, shape);
            case FILLED -> filled(state, context, shape);
            case PUBLISHED -> throw leftOut();
        };
    }

    private Plan staged(RelationState state, PlanContext context, Shape shape) {
        boolean unasked = shape.answers().isEmpty();
        if (unasked) return asIfSound(state, context);
        if (readOtherwise(Rejects.numbers(shape, LoadPlanner.RECORDS))) return begin(state, context);
        Rejects rejects = Rejects.of(shape);
        Set<Long> left = changed();
        left.addAll(unfit(files.load().without(left), rejects));
        keep(files.load().without(left), rejects.numbers());
        return ended(planner(state, context).publish(rejects.numbers(), files.notes()));
    }

    private Set<Long> changed() {
        Map<Long, Diagnostic> changed = files.changed();
        faults.addAll(changed.values());
        return new TreeSet<>(changed.keySet());
    }

    /** What is as it was counted, and fits, needs no second look. */
    private Plan read(RelationState state, PlanContext context, Shape shape) {
        if (shape.answers().isEmpty()) return planner(state, context).publishRead(Map.of(), List.of(), files.notes());
        if (readOtherwise(Rejects.numbers(shape, LoadPlanner.RECORDS))) return begin(state, context);
        Map<Long, Long> unfit = Rejects.numbers(shape, LoadPlanner.REJECTS);
        if (unfit.isEmpty()) {
            Set<Long> left = changed();
            keep(files.load().without(left), Map.of());
            return ended(planner(state, context).publishRead(Map.of(), List.copyOf(left), files.notes()));
        }
        Set<Long> fit = files.load().files().stream()
                .map(NewFile::batch)
                .filter(batch -> !unfit.containsKey(batch))
                .collect(Collectors.toSet());
        load = files.load().without(fit).occupied();
        phase = Phase.STAGED_UNFIT;
        return planner(state, context).stageUnfit();
    }

    private Plan unfit(RelationState state, PlanContext context, Shape shape) {
        Rejects rejects = Rejects.of(shape);
        Set<Long> left = changed();
        left.addAll(unfit(files.load().without(left), rejects));
        keep(files.load().without(left), rejects.numbers());
        return ended(planner(state, context)
                .publishRead(rejects.numbers(), List.copyOf(new TreeSet<>(left)), files.notes()));
    }

    /** Of what was brought, files that cannot be read to their end, or have too many rejects, are taken out again. */
    private Plan filled(RelationState state, PlanContext context, Shape shape) {
        boolean dry = shape.answers().isEmpty();
        if (dry) judged.rows(load).forEach(unsent -> {});
        Set<Long> broken = new TreeSet<>();
        judged.broken().forEach((file, fault) -> {
            broken.add(file.batch());
            faults.add(FilesToLoad.fault(file.label(), fault.line(), fault.getMessage(), ""));
        });
        load = files.load().counted(judged.records());
        Set<Long> left = new TreeSet<>(broken);
        left.addAll(unfit(load.without(broken), judged.rejects()));
        keep(load.without(left), judged.rejects().numbers());
        return ended(
                planner(state, context).publishFilled(judged.rejects().numbers(), List.copyOf(left), files.notes()));
    }

    private void keep(FileLoad fit, Map<Long, Long> rejects) {
        load = fit;
        rejected = fit.files().stream()
                .mapToLong(file -> rejects.getOrDefault(file.batch(), 0L))
                .sum();
        demandWhole();
        if (load.files().isEmpty()) demandNoFaults();
        published = load.files().size();
    }

    /** A load that left out files is an error once the others are published. */
    private Plan ended(Plan plan) {
        if (faults.isEmpty()) return plan;
        phase = Phase.PUBLISHED;
        List<Step> steps = new ArrayList<>(plan.steps());
        steps.add(new Step.Read("select 1 as published", List.of()));
        return new Plan(steps, plan.notes(), plan.cleanup());
    }

    /** For a dry run, which stages nothing: every record fits. */
    private Plan asIfSound(RelationState state, PlanContext context) {
        return planner(state, context).publish(Map.of(), files.notes());
    }

    /** Whether the warehouse counted other records in a file than we did: we then bring them ourselves. */
    private boolean readOtherwise(Map<Long, Long> records) {
        boolean any = false;
        for (NewFile file : files.load().files()) {
            if (records.getOrDefault(file.batch(), 0L) == file.records()) continue;
            if (!misread.add(file.path())) {
                throw new IllegalStateException(file.label() + " has " + Counted.of(file.records(), "record") + ", but "
                        + records.getOrDefault(file.batch(), 0L) + " were staged");
            }
            any = true;
        }
        return any;
    }

    @Override
    public void ended() {
        found.close();
    }

    private long mostRejects() {
        return options.onBadRow() == LoadOptions.OnBadRow.FAIL ? 0 : options.maxRejects();
    }

    private Set<Long> unfit(FileLoad whole, Rejects rejects) {
        Set<Long> unfit = new HashSet<>();
        for (NewFile file : whole.files()) {
            long count = rejects.of(file.batch());
            if (count <= mostRejects()) continue;
            unfit.add(file.batch());
            String share = file.records() == 1
                    ? "its only record does"
                    : count + " of its " + file.records() + " records " + (count == 1 ? "does" : "do");
            String reason = share + " not fit"
                    + (rejects.first().containsKey(file.batch())
                            ? " (" + rejects.first().get(file.batch()) + ")"
                            : "");
            faults.add(FilesToLoad.fault(
                    file.label(),
                    0,
                    reason,
                    options.onBadRow() == LoadOptions.OnBadRow.FAIL
                            ? "Mend the file, or write 'on_bad_row: reject'."
                            : "Mend the file or the types of the columns, or raise 'max_rejects' above " + mostRejects()
                                    + "."));
        }
        return unfit;
    }

    private void demandNoFaults() {
        if (!faults.isEmpty()) throw leftOut();
    }

    private static String ofRecords(long rejected) {
        return Counted.of(rejected, "record that does not fit", "records that do not fit");
    }

    private DiagnosticException leftOut() {
        String others = published == 0
                ? ""
                : published == 1 ? " The other one is published" : " The other " + published + " are published";
        if (published > 0) others += rejected == 0 ? "." : ", without " + ofRecords(rejected) + ".";
        StringBuilder named = new StringBuilder();
        for (Diagnostic fault : faults.subList(0, Math.min(MOST_NAMED, faults.size()))) {
            named.append(named.isEmpty() ? "" : "\n").append("  ").append(fault.text());
        }
        if (faults.size() > MOST_NAMED)
            named.append("\n  and ").append(faults.size() - MOST_NAMED).append(" more");
        return new DiagnosticException(Diagnostic.error(
                        source.external().orElseThrow().at(),
                        Counted.of(faults.size(), "file") + " of source '" + source.name() + "' could not be loaded."
                                + others,
                        "")
                .withExcerpt(named.toString()));
    }
}
