package dev.ashlar.adapter.freemarker;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.diagnostic.NearestName;
import dev.ashlar.diagnostic.TemplateFrame;
import freemarker.core.InvalidReferenceException;
import freemarker.core.NonBooleanException;
import freemarker.core.StopException;
import freemarker.template.TemplateException;
import freemarker.template.TemplateNotFoundException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What went wrong while a template ran, told with place, calls and, where the trap is known, the remedy. */
final class RenderFaults {
    static final String RECURSION = "Is a condition missing that ends a recursion?";

    private static final Map<String, String> PYTHON_WORDS =
            Map.of("True", "true", "False", "false", "None", "a default, as in ${x!\"\"}: there is no null");

    private final TraceWriter trace;
    private final MacroNames macros;

    RenderFaults(TraceWriter trace, MacroNames macros) {
        this.trace = trace;
        this.macros = macros;
    }

    DiagnosticException explain(TemplateException fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof DiagnosticException told) return told;
        }
        return new DiagnosticException(diagnostic(fault), fault);
    }

    /** For faults of Java code below FreeMarker, which know no place. */
    Diagnostic unplaced(String message, String remedy) {
        return trace.elements().placed(trace.elements().framesAtFault(), message, remedy);
    }

    /** FreeMarker ends a macro by an exception without message, which comes out where no macro is around it. */
    static String reason(RuntimeException fault) {
        if (fault.getMessage() == null) return "A <#return> or <#break> stands where there is nothing to end.";
        return Wording.sentence("The template failed: " + fault.getMessage());
    }

    private Diagnostic diagnostic(TemplateException fault) {
        String blamed = fault.getBlamedExpressionString();
        String element = trace.elements().atFault();
        if (fault instanceof StopException)
            return placed(fault, Wording.sentence(fault.getMessageWithoutStackTop()), "");
        if (isInclude(fault)) {
            return placed(
                    fault,
                    "Templates read no other files, so <#include> and <#import> are refused.",
                    "Put what is shared into a macro under macros/: it is known everywhere by its name.");
        }
        Optional<Traps.Advice> named = trace.elements()
                .textAt(fault)
                .flatMap(text -> Traps.namedArgument(text, fault.getLineNumber(), fault.getColumnNumber()));
        if (named.isPresent())
            return placed(fault, named.get().message(), named.get().remedy());
        if (fault instanceof InvalidReferenceException && blamed != null) return missing(fault, blamed, element);
        if (fault instanceof NonBooleanException && isIf(element)) return notACondition(fault, blamed);
        String message = Wording.sentence(fault.getMessageWithoutStackTop());
        if (message.contains("callee")) return notCallable(fault, blamed, element);
        if (message.startsWith("Instantiating")) {
            return placed(fault, "Templates load no classes, so ?new is refused.", "");
        }
        if (message.contains("?api")) return placed(fault, "Templates reach no Java objects, so ?api is refused.", "");
        if (blamed != null && !message.contains(blamed)) {
            message = message.substring(0, message.length() - 1) + ": `" + blamed + "`.";
        }
        return placed(fault, message, "");
    }

    private Diagnostic notACondition(TemplateException fault, String blamed) {
        boolean cutOff = trace.elements()
                .textAt(fault)
                .map(text -> Traps.isCutOff(text, fault.getLineNumber(), fault.getColumnNumber()))
                .orElse(false);
        return placed(
                fault,
                "The condition `" + blamed + "` is neither true nor false.",
                cutOff
                        ? "'>' ends the tag: write gt or gte instead, or put the comparison in brackets."
                        : "Compare it with something, or test it with ?has_content.");
    }

    private Diagnostic notCallable(TemplateException fault, String blamed, String element) {
        return element.startsWith("@")
                ? placed(fault, "`" + blamed + "` is no macro.", "If it is a function, write ${" + blamed + "(...)}.")
                : placed(fault, "`" + blamed + "` is no function.", "If it is a macro, write <@" + blamed + " ... />.");
    }

    private Diagnostic missing(TemplateException fault, String blamed, String element) {
        if (blamed.equals("this")) {
            return placed(
                    fault,
                    "There is no 'this' here: only models, snapshots and their hooks have a relation of their own.",
                    "Name the relation by ref(...) or source(...).");
        }
        if (PYTHON_WORDS.containsKey(blamed)) {
            return placed(fault, "`" + blamed + "` has no value.", "Write " + PYTHON_WORDS.get(blamed) + ".");
        }
        boolean bare = blamed.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_');
        if (bare && (element.startsWith("@" + blamed) || element.contains(blamed + "("))) {
            return placed(fault, "There is no macro or function '" + blamed + "'.", didYouMean(blamed));
        }
        String near = bare ? didYouMean(blamed) : "";
        return placed(
                fault,
                "`" + blamed + "` has no value.",
                (near.isEmpty() ? "" : near + " ") + "If it may be missing, test it with <#if " + blamed
                        + "?has_content> or give a default: ${" + blamed + "!\"...\"}.");
    }

    private String didYouMean(String name) {
        Set<String> known = new java.util.TreeSet<>(macros.known());
        known.addAll(ScopeNames.ALL);
        return NearestName.didYouMean(name, known);
    }

    private static boolean isInclude(TemplateException fault) {
        return fault.getCause() instanceof TemplateNotFoundException;
    }

    private static boolean isIf(String element) {
        return element.startsWith("#if") || element.startsWith("#elseif");
    }

    /** FreeMarker knows the expression, the trace the calls. */
    private Diagnostic placed(TemplateException fault, String message, String remedy) {
        List<TemplateFrame> frames = new ArrayList<>(trace.elements().framesAtFault());
        if (!frames.isEmpty()) {
            trace.elements()
                    .exactPlace(fault)
                    .ifPresent(exact ->
                            frames.set(0, new TemplateFrame(exact, frames.get(0).call())));
        }
        return trace.elements().placed(frames, message, remedy);
    }
}
