package dev.ashlar.run;

/** Threads of the run that no node is in need of. */
interface SpareThreads {
    /** For work whose every thread counts as its node's own. */
    SpareThreads NONE = new SpareThreads() {
        @Override
        public boolean lend(Runnable work) {
            return false;
        }

        @Override
        public boolean wanted() {
            return false;
        }
    };

    /**
     * Has the work done in a thread that is free and that no node waits for.
     *
     * @param work throws nothing
     * @return false where there is no such thread
     */
    boolean lend(Runnable work);

    /** Whether a node waits for a thread, so that who has borrowed one should come to an end. */
    boolean wanted();
}
