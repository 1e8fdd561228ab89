package dev.ashlar.adapter.redshift;

import dev.ashlar.contract.DescriptionContract;
import java.util.Optional;

final class RedshiftDescriptionTest extends RedshiftRuns implements DescriptionContract {
    /** A late-binding view has no columns in the catalog that could carry one. */
    @Override
    public Optional<String> ofViewColumn(String description) {
        return Optional.empty();
    }
}
