package dev.ashlar.adapter.redshift;

import dev.ashlar.contract.FaultContract;
import java.util.Locale;

final class RedshiftFaultTest extends RedshiftRuns implements FaultContract {
    @Override
    public Engine engineOn(String name) {
        String own = schema + "_" + name.toLowerCase(Locale.ROOT);
        return new Engine(warehouse, RENDERER, records(), own);
    }
}
