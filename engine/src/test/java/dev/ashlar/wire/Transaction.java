package dev.ashlar.wire;

/** Whether one is open, and whether its end is a commit that counts. Guarded by its {@link Answers}. */
final class Transaction {
    private final Runnable commits;
    private boolean open;
    private boolean wrote;
    private boolean groupWrote;

    /** @param commits is told of each commit */
    Transaction(Runnable commits) {
        this.commits = commits;
    }

    boolean isOpen() {
        return open;
    }

    void done(StatementEffect effect, String tag) {
        switch (effect) {
            case BEGINS -> {
                open = true;
                wrote = false;
            }
            case ENDS -> {
                if (tag.equals("COMMIT") && wrote) commits.run();
                open = false;
                wrote = false;
            }
            case WRITES -> {
                if (open) wrote = true;
                else groupWrote = true;
            }
            case READS, NOTHING -> {}
        }
    }

    /** What stands outside a transaction of the client's own is committed where its message group ends. */
    void groupEnded(boolean stillOpen, boolean failed) {
        if (groupWrote && !failed) commits.run();
        groupWrote = false;
        open = stillOpen;
    }
}
