package dev.ashlar.run;

/** When a node may do what others must not do at the same time. */
interface Turn {
    /** For a node that nobody gets in the way of. */
    Turn ALWAYS = new Turn() {
        @Override
        public void publishing(Runnable work) {
            work.run();
        }

        @Override
        public void keeping(Runnable work, Runnable instead) {
            work.run();
        }
    };

    /** Tests what is staged and publishes it. @throws NodeSession.CancelledException while it waits */
    void publishing(Runnable work);

    /**
     * Keeps what failed its tests.
     *
     * @param instead where what another one kept is to stay
     */
    void keeping(Runnable work, Runnable instead);
}
