package dev.ashlar.plan;

import dev.ashlar.manifest.RelationName;
import dev.ashlar.plan.BindingStatement.AddForeignKey;
import dev.ashlar.plan.BindingStatement.DropForeignKey;
import dev.ashlar.plan.MarkerStatement.RecordMarker;
import dev.ashlar.plan.Step.Check;
import dev.ashlar.plan.Step.Publish;
import dev.ashlar.report.RowCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A plan whose publication, its last transaction, is held back to be joined with those of others.
 *
 * @param staging what stands before it
 * @param untying drops foreign keys while relations take the place of others, and locks their tables
 * @param applying what changes the published relation
 * @param checks tests within the transaction, which see everything published
 * @param settling what is left to do once the tests have passed
 * @param tying foreign keys that are made again
 * @param markers end the transaction
 * @param closing what stands behind it
 * @param outlook how the relation will look
 */
public record HeldPlan(
        List<Step> staging,
        List<Statement> untying,
        List<Step> applying,
        List<Check> checks,
        List<Statement> settling,
        List<AddForeignKey> tying,
        List<RecordMarker> markers,
        List<Step> closing,
        Outlook outlook) {
    public HeldPlan {
        staging = List.copyOf(staging);
        untying = List.copyOf(untying);
        applying = List.copyOf(applying);
        checks = List.copyOf(checks);
        settling = List.copyOf(settling);
        tying = List.copyOf(tying);
        markers = List.copyOf(markers);
        closing = List.copyOf(closing);
    }

    /** Whether a finished table takes the place of the published one, which is quick and keeps readers away meanwhile. */
    boolean swaps() {
        return outlook instanceof Outlook.Candidate;
    }

    /** Whether it holds statements of the user, which may read whatever is published. */
    boolean isHooked() {
        return applying.stream()
                .flatMap(step -> statements(step).stream())
                .anyMatch(Statement.RawSql.class::isInstance);
    }

    private static List<Statement> statements(Step step) {
        return switch (step) {
            case Step.Stage stage -> stage.statements();
            case Publish publish -> publish.statements();
            case Step.LoadRows load -> List.of();
            case Check check -> List.of();
            case Step.Read read -> List.of();
        };
    }

    /**
     * @param plan the last of its node: it asks for no shape
     * @param own the relation of the node
     */
    public static HeldPlan of(Plan plan, RelationName own) {
        if (plan.asksForShape()) throw new IllegalArgumentException("Another plan follows");
        return new Holding(plan, own).held();
    }

    /** Takes a plan apart. */
    private static final class Holding {
        private final Plan plan;
        private final RelationName own;
        private final List<Step> staging = new ArrayList<>();
        private final List<Statement> untying = new ArrayList<>();
        private final List<Step> applying = new ArrayList<>();
        private final List<Check> checks = new ArrayList<>();
        private final List<Statement> settling = new ArrayList<>();
        private final List<AddForeignKey> tying = new ArrayList<>();
        private final List<RecordMarker> markers = new ArrayList<>();
        private final List<Step> closing = new ArrayList<>();
        private final Optional<Outlook> outlook;

        Holding(Plan plan, RelationName own) {
            this.plan = plan;
            this.own = own;
            this.outlook = plan.outlook();
        }

        HeldPlan held() {
            int begins = lastWith(TransactionStatement.Begin.class);
            int commits = lastWith(TransactionStatement.Commit.class);
            if (begins < 0 || commits < begins) throw new IllegalArgumentException("No transaction publishes " + own);
            boolean before = plan.steps().subList(0, begins).stream()
                    .flatMap(step -> statements(step).stream())
                    .anyMatch(this::publishes);
            if (before) throw new IllegalArgumentException("More than one transaction publishes " + own);
            staging.addAll(plan.steps().subList(0, begins));
            int tested = begins;
            for (int at = begins; at <= commits; at++) if (plan.steps().get(at) instanceof Check) tested = at;
            for (int at = begins; at <= commits; at++) {
                Step step = plan.steps().get(at);
                if (step instanceof Check check) checks.add(check);
                else if (at <= tested || checks.isEmpty()) apply(step);
                else settling.addAll(plain(statements(step)));
            }
            closing.addAll(plan.steps().subList(commits + 1, plan.steps().size()));
            return new HeldPlan(
                    staging, untying, applying, checks, settling, tying, markers, closing, outlook.orElse(seen()));
        }

        private boolean publishes(Statement statement) {
            return statement instanceof RecordMarker marker && marker.relation().equals(own);
        }

        private int lastWith(Class<? extends Statement> type) {
            for (int at = plan.steps().size() - 1; at >= 0; at--) {
                if (statements(plan.steps().get(at)).stream().anyMatch(type::isInstance)) return at;
            }
            return -1;
        }

        private void apply(Step step) {
            List<Statement> left = plain(statements(step));
            switch (step) {
                case Step.Stage stage -> {
                    if (!left.isEmpty()) applying.add(new Step.Stage(left));
                }
                case Publish publish -> publish(left, publish.counted());
                case Step.LoadRows load -> applying.add(load);
                case Check check -> checks.add(check);
                case Step.Read read -> throw new IllegalArgumentException("Another plan follows");
            }
        }

        private void publish(List<Statement> left, Optional<RowCounts> counted) {
            if (!left.isEmpty()) applying.add(new Publish(left, counted));
        }

        /** Without those that frame the transaction, and those that have a time of their own in it. */
        private List<Statement> plain(List<Statement> statements) {
            List<Statement> left = new ArrayList<>();
            for (Statement statement : statements) {
                switch (statement) {
                    case TransactionStatement.Begin begin -> {}
                    case TransactionStatement.Commit commit -> {}
                    case DropForeignKey key -> untying.add(key);
                    case TransactionStatement.LockTables lock -> untying.add(lock);
                    case AddForeignKey key -> tying.add(key);
                    case RecordMarker marker -> markers.add(marker);
                    case TransactionStatement s -> left.add(s);
                    case BindingStatement s -> left.add(s);
                    case MarkerStatement s -> left.add(s);
                    case RelationStatement s -> left.add(s);
                    case ColumnStatement s -> left.add(s);
                    case RowStatement s -> left.add(s);
                    case HistoryStatement s -> left.add(s);
                    case AccessStatement s -> left.add(s);
                    case CommentStatement s -> left.add(s);
                    case LoadStatement s -> left.add(s);
                    case IntervalStatement s -> left.add(s);
                    case Statement.RawSql s -> left.add(s);
                }
            }
            return left;
        }

        /** What is renamed to the node's name is how it will look. */
        private Outlook seen() {
            for (Step step : applying) {
                for (Statement statement : statements(step)) {
                    if (statement instanceof RelationStatement.RenameTable rename
                            && rename.to().equals(own)) {
                        return new Outlook.Candidate(rename.from());
                    }
                }
            }
            return new Outlook.Unknown("what its plan does to it shows only by then");
        }
    }
}
