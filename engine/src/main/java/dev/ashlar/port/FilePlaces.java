package dev.ashlar.port;

import dev.ashlar.manifest.Node;

/** Finds the place that the location of a source names, by its scheme. Wiring supplies it. */
public interface FilePlaces {
    /**
     * For one load. Nothing is connected to before it is asked.
     *
     * @throws PlaceException where no place has such a location, or it is written wrongly
     */
    FilePlace open(Node.ExternalFiles files) throws PlaceException;
}
