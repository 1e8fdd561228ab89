package dev.ashlar.contract;

import dev.ashlar.port.RunRecords;
import dev.ashlar.port.StatementRenderer;
import dev.ashlar.port.Warehouse;

/** What contracts of whole runs need of an engine: its wording, and its records. */
public interface RunContract extends EngineContract {
    StatementRenderer renderer();

    RunRecords records();

    /** A project on the engine, empty at first; one for each test. */
    Workshop shop();

    /** The engine itself, for a workshop to work on. */
    record Engine(Warehouse warehouse, StatementRenderer renderer, RunRecords records, String schema) {}

    default Engine engine() {
        return new Engine(warehouse(), renderer(), records(), schema());
    }
}
