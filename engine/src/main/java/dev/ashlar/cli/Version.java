package dev.ashlar.cli;

import dev.ashlar.wiring.Engine;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {
            "ashlar " + Engine.VERSION, "Java " + Runtime.version() + " on " + System.getProperty("os.name", "")
        };
    }
}
