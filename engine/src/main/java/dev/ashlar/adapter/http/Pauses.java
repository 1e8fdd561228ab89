package dev.ashlar.adapter.http;

import java.time.Duration;

/** Waits between two tries. */
interface Pauses {
    void pause(Duration length) throws InterruptedException;

    Pauses SLEEP = length -> Thread.sleep(length);
}
