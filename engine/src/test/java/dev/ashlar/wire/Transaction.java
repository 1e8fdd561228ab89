package dev.ashlar.wire;

/** Whether one is open, and whether its end is a commit that counts. Guarded by its {@link Answers}. */
final class Transaction {
    private final StatementLog log;
    private boolean open;
    private boolean wrote;
    private boolean groupWrote;

    Transaction(StatementLog log) {
        this.log = log;
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
                if (tag.equals("COMMIT") && wrote) log.committed();
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
        if (groupWrote && !failed) log.committed();
        groupWrote = false;
        open = stillOpen;
    }
}
