package dev.ashlar.adapter.postgres;

import dev.ashlar.contract.FaultContract;
import java.util.Locale;

final class PostgresFaultTest extends PostgresRuns implements FaultContract {
    @Override
    public Engine engineOn(String name) {
        String own = schema + "_" + name.toLowerCase(Locale.ROOT);
        return new Engine(warehouse, RENDERER, records(), own);
    }
}
