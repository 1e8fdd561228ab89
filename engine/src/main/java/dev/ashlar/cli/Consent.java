package dev.ashlar.cli;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.manifest.Target;
import dev.ashlar.manifest.Target.Protection;
import dev.ashlar.wiring.Workspace;
import java.util.Optional;

/**
 * Asks before what cannot be taken back. {@code --yes} says yes beforehand; on a terminal a typed word does; where nobody
 * can answer, the command is refused.
 */
final class Consent {
    private final Console console;
    private final GlobalOptions global;
    private final Target target;

    Consent(Console console, GlobalOptions global, Workspace workspace) {
        this.console = console;
        this.global = global;
        this.target = workspace.target();
    }

    /**
     * For acts that only a protected target has to be asked for.
     *
     * @param act what would be done and by which flag, for example {@code --adopt would take over relations}
     * @throws DiagnosticException when it is refused
     */
    void ifProtected(String act) {
        if (target.protection() == Protection.OPEN) return;
        demand(isProtected() + act + ".", "Add --yes if that is what you want.", target.name());
    }

    /**
     * For acts that every target has to be asked for.
     *
     * @param act a whole sentence
     * @param remedy what to do where nobody can answer
     * @param word to be typed
     * @throws DiagnosticException when it is refused
     */
    void always(String act, String remedy, String word) {
        String said = target.protection() == Protection.OPEN ? act : isProtected() + act;
        demand(said, remedy, word);
    }

    private String isProtected() {
        return "Target '" + target.name() + "' is protected: ";
    }

    private void demand(String act, String remedy, String word) {
        if (global.yes) return;
        if (!console.asks()) throw new DiagnosticException(Diagnostic.error(act, remedy));
        Optional<String> answer = console.ask(act + " Type " + word + " to go on: ");
        if (answer.filter(typed -> typed.strip().equals(word)).isPresent()) return;
        throw new DiagnosticException(Diagnostic.error("Nothing was done: '" + word + "' was not typed.", ""));
    }
}
