package dev.ashlar.run;

/** Threads of the run that no node is in need of. */
interface SpareThreads {
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
