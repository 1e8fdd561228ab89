package dev.ashlar.load;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.diagnostic.SourceMap;
import dev.ashlar.manifest.Node;
import dev.ashlar.plan.FileLoad;
import dev.ashlar.plan.FileLoad.NewFile;
import dev.ashlar.plan.LoadPlanner;
import dev.ashlar.plan.Plan;
import dev.ashlar.plan.PlanContext;
import dev.ashlar.plan.RelationState;
import dev.ashlar.plan.Shape;
import dev.ashlar.plan.Step;
import dev.ashlar.port.NodeTask.Prepared;
import dev.ashlar.report.QueryResult;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One load of a source. Files are staged; what the warehouse read is compared with what the look through the files found;
 * files with too many rejects are left out; the rest is published. If some file was left out, the load ends in an error
 * after the others have been published.
 */
final class SourceLoad implements Prepared {
    private static final int MOST_NAMED = 10;

    private final Node.Source source;
    private final LoadOptions options;
    private final List<LocalFiles.Found> found;
    private final Ledger ledger;
    private final InstantSource clock;

    private FilesToLoad files;
    private final Set<String> misread = new HashSet<>();
    private List<Diagnostic> faults = List.of();
    private long published;
    private Phase phase = Phase.STAGED;

    private enum Phase {
        STAGED,
        PUBLISHED
    }

    SourceLoad(
            Node.Source source, LoadOptions options, List<LocalFiles.Found> found, Ledger ledger, InstantSource clock) {
        this.source = source;
        this.options = options;
        this.found = List.copyOf(found);
        this.ledger = ledger;
        this.clock = clock;
    }

    @Override
    public String sql() {
        return "";
    }

    @Override
    public SourceMap map() {
        return SourceMap.EMPTY;
    }

    @Override
    public Iterable<List<Object>> rows() {
        return files.given();
    }

    @Override
    public Plan begin(RelationState state, PlanContext context) {
        phase = Phase.STAGED;
        if (found.isEmpty() && state.published().isEmpty()) {
            Node.ExternalFiles external = source.external().orElseThrow();
            throw new DiagnosticException(Diagnostic.error(
                    external.at(),
                    "Cannot load source '" + source.name() + "': no file matches '" + external.location() + "'.",
                    "Paths start at the project folder."));
        }
        files = FilesToLoad.of(source, options, found, ledger, state.published(), misread, clock);
        faults = new ArrayList<>(files.faults());
        FileLoad load = files.load();
        if (!load.files().isEmpty()) return new LoadPlanner(source, load, state, context).stage();
        demandNoFaults();
        if (!load.skipped().isEmpty() && state.published().isPresent()) {
            return new LoadPlanner(source, load, state, context).skip(files.notes());
        }
        return LoadPlanner.unchanged(state, context);
    }

    @Override
    public Plan proceed(RelationState state, PlanContext context, Shape shape) {
        return switch (phase) {
            case STAGED -> staged(state, context, shape);
            case PUBLISHED -> throw leftOut();
        };
    }

    private Plan staged(RelationState state, PlanContext context, Shape shape) {
        boolean unasked = shape.answers().isEmpty();
        if (unasked) return asIfSound(state, context);
        if (readOtherwise(numbers(shape, LoadPlanner.RECORDS))) return begin(state, context);
        Map<Long, Long> rejects = numbers(shape, LoadPlanner.REJECTS);
        FileLoad load = files.load().without(unfit(rejects, shape.answers().get(LoadPlanner.FIRST)));
        if (load.files().isEmpty()) demandNoFaults();
        published = load.files().size();
        Plan plan = new LoadPlanner(source, load, state, context).publish(rejects, files.notes());
        if (faults.isEmpty()) return plan;
        phase = Phase.PUBLISHED;
        List<Step> steps = new ArrayList<>(plan.steps());
        steps.add(new Step.Read("select 1 as published", List.of()));
        return new Plan(steps, plan.notes(), plan.cleanup());
    }

    /** For a dry run, which stages nothing: every record fits. */
    private Plan asIfSound(RelationState state, PlanContext context) {
        return new LoadPlanner(source, files.load(), state, context).publish(Map.of(), files.notes());
    }

    /** Whether the warehouse counted other records in a file than we did: we then bring them ourselves. */
    private boolean readOtherwise(Map<Long, Long> records) {
        boolean any = false;
        for (NewFile file : files.load().files()) {
            if (records.getOrDefault(file.batch(), 0L) == file.records()) continue;
            if (!misread.add(file.path())) {
                throw new IllegalStateException(file.label() + " has " + file.records() + " records, but "
                        + records.getOrDefault(file.batch(), 0L) + " were staged");
            }
            any = true;
        }
        return any;
    }

    private Set<Long> unfit(Map<Long, Long> rejects, QueryResult first) {
        Map<Long, String> reasons = new HashMap<>();
        for (List<Object> row : first.rows()) {
            reasons.put(
                    ((Number) row.get(0)).longValue(),
                    "record " + row.get(1) + (row.get(2).equals("") ? ": " : ", column '" + row.get(2) + "': ")
                            + row.get(3));
        }
        long most = options.onBadRow() == LoadOptions.OnBadRow.FAIL ? 0 : options.maxRejects();
        Set<Long> unfit = new HashSet<>();
        for (NewFile file : files.load().files()) {
            long count = rejects.getOrDefault(file.batch(), 0L);
            if (count <= most) continue;
            unfit.add(file.batch());
            String reason = count + " of its " + file.records() + " records do not fit"
                    + (reasons.containsKey(file.batch()) ? " (" + reasons.get(file.batch()) + ")" : "");
            faults.add(FilesToLoad.fault(
                    file.label(),
                    0,
                    reason,
                    options.onBadRow() == LoadOptions.OnBadRow.FAIL
                            ? "Mend the file, or write 'on_bad_row: reject'."
                            : "Mend the file or the types of the columns, or raise 'max_rejects' above " + most + "."));
        }
        return unfit;
    }

    private void demandNoFaults() {
        if (!faults.isEmpty()) throw leftOut();
    }

    private DiagnosticException leftOut() {
        String others = published == 0
                ? ""
                : published == 1 ? " The other one is published." : " The other " + published + " are published.";
        StringBuilder named = new StringBuilder();
        for (Diagnostic fault : faults.subList(0, Math.min(MOST_NAMED, faults.size()))) {
            named.append(named.isEmpty() ? "" : "\n").append("  ").append(fault.text());
        }
        if (faults.size() > MOST_NAMED)
            named.append("\n  and ").append(faults.size() - MOST_NAMED).append(" more");
        return new DiagnosticException(Diagnostic.error(
                        source.external().orElseThrow().at(),
                        faults.size() + (faults.size() == 1 ? " file" : " files") + " of source '" + source.name()
                                + "' could not be loaded." + others,
                        "")
                .withExcerpt(named.toString()));
    }

    private static Map<Long, Long> numbers(Shape shape, String question) {
        Map<Long, Long> numbers = new HashMap<>();
        Object text = shape.answers().get(question).rows().get(0).get(0);
        if (text == null) return numbers;
        for (String pair : text.toString().split(",")) {
            int at = pair.indexOf('=');
            numbers.put(Long.valueOf(pair.substring(0, at)), Long.valueOf(pair.substring(at + 1)));
        }
        return numbers;
    }
}
