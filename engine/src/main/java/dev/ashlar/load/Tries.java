package dev.ashlar.load;

import dev.ashlar.port.PlaceException;
import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Duration;

/**
 * Asks a place again where another try may be luckier.
 *
 * @param pause before the second try; doubled for each that follows
 */
record Tries(Duration pause) {
    private static final int MOST = 4;

    /** Of a host that nobody knows: name services blink, but names that are wrong stay so. */
    private static final int MOST_UNKNOWN = 3;

    interface Asking<T> {
        /** @throws UnknownHostException with the host as its message, where nobody knows it */
        T ask() throws IOException;
    }

    /** @param thing as in {@code it could not be fetched} @throws PlaceException when no try was lucky */
    <T> T of(String thing, Asking<T> asking) throws PlaceException {
        Duration wait = pause;
        for (int attempt = 1; ; attempt++) {
            try {
                return asking.ask();
            } catch (PlaceException last) {
                throw last;
            } catch (UnknownHostException unknown) {
                if (attempt >= MOST_UNKNOWN) {
                    throw new PlaceException(
                            "there is no host '" + unknown.getMessage() + "'",
                            "Correct it in the location, or below 'places' in profiles.yml, or mend the name service of"
                                    + " this machine.",
                            unknown);
                }
                sleep(pause);
            } catch (IOException unlucky) {
                if (attempt == MOST) {
                    throw new PlaceException(
                            thing + " in " + MOST + " tries: " + unlucky.getMessage(),
                            "Load again once the network is well; nothing of it is lost.",
                            unlucky);
                }
                sleep(wait);
                wait = wait.multipliedBy(2);
            }
        }
    }

    private static void sleep(Duration wait) throws PlaceException {
        try {
            Thread.sleep(wait);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new PlaceException("the load was interrupted", "");
        }
    }
}
