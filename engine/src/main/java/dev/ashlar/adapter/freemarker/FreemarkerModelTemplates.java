package dev.ashlar.adapter.freemarker;

import dev.ashlar.adapter.freemarker.MacroLibrary.Definition;
import dev.ashlar.adapter.freemarker.SourcedTemplate.Origin;
import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.diagnostic.SourceLocation;
import dev.ashlar.diagnostic.SourceMap;
import dev.ashlar.diagnostic.TemplateFrame;
import dev.ashlar.manifest.TemplateText;
import dev.ashlar.port.ModelTemplates;
import dev.ashlar.port.TemplateScope;
import freemarker.core.Environment;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Templates in FreeMarker, sandboxed: no class is loaded, no file read, and a render that does not end is stopped. Parsed
 * templates are kept, macro files are read when the first macro is asked for. Safe for many threads.
 */
public final class FreemarkerModelTemplates implements ModelTemplates {
    private final Configuration settings = TemplateSettings.create();
    private final ParsedTemplates templates = new ParsedTemplates(settings);
    private final RenderThreads threads = new RenderThreads();
    private final MacroLibrary library;
    private final Duration allowed;

    /** Whether the thread renders already: an ephemeral model that is read begins another, with a stack of its own. */
    private final ThreadLocal<Boolean> inPlace = ThreadLocal.withInitial(() -> false);

    /**
     * @param macroFiles asked at most once, when the first macro is
     * @param allowed time one render may take, the warehouse's own time apart
     */
    public FreemarkerModelTemplates(Supplier<List<MacroFile>> macroFiles, Duration allowed) {
        this.library = new MacroLibrary(macroFiles);
        this.allowed = allowed;
    }

    @Override
    public Rendered render(TemplateText template, TemplateScope scope) {
        if (!isTemplate(template.text())) return plain(template);
        JinjaSyntax.find(template).ifPresent(found -> {
            throw new DiagnosticException(found);
        });
        return render(template, Origin.PROJECT, Optional.empty(), scope);
    }

    @Override
    public Rendered renderMacro(
            String macro, Map<String, Object> arguments, SourceLocation caller, TemplateScope scope) {
        Definition called = library.find(macro, scope.engine(), "")
                .orElseThrow(() -> new DiagnosticException(Diagnostic.error(
                        caller,
                        "There is no " + MacroCall.noun(macro) + ".",
                        MacroCall.remedy(macro, library.names(scope.engine())))));
        MacroCall macroCall = new MacroCall(macro, called.head(), arguments);
        macroCall.check(caller);
        String callee = ".data_model['" + RenderRoot.CALLED + "']?with_args(.data_model['";
        String text = called.head().kind() == MacroKind.WRITES_TEXT
                ? "<@" + callee + RenderRoot.ARGUMENTS + "']) />"
                : "${" + callee + RenderRoot.POSITIONAL + "'])()}";
        TemplateText call = new TemplateText(caller.file(), text, caller.line(), caller.column());
        return render(call, Origin.CALL, Optional.of(macroCall), scope);
    }

    @Override
    public List<Reference> literalReferences(TemplateText template) {
        return LiteralReferences.in(template);
    }

    @Override
    public boolean isTemplate(String text) {
        return text.contains("${")
                || text.contains("<#")
                || text.contains("<@")
                || text.contains("</#")
                || text.contains("</@")
                || JinjaSyntax.mayBeIn(text);
    }

    @Override
    public List<Macro> macros() {
        return library.list();
    }

    private static Rendered plain(TemplateText template) {
        SourceLocation start = new SourceLocation(template.file(), template.line(), template.column());
        SourceMap map = new SourceMap.Builder()
                .add(0, new SourceMap.Segment(List.of(new TemplateFrame(start, "")), template.text()))
                .build();
        return new Rendered(template.text(), map, List.of());
    }

    private Rendered render(TemplateText source, Origin origin, Optional<MacroCall> call, TemplateScope scope) {
        Budget budget = new Budget(allowed);
        if (origin.equals(Origin.PROJECT) && !inPlace.get() && NamesOnly.are(source.text())) {
            inPlace.set(true);
            try {
                return process(source, origin, call, scope, budget);
            } finally {
                inPlace.remove();
            }
        }
        SourceLocation start = new SourceLocation(source.file(), source.line(), source.column());
        return threads.call(
                () -> process(source, origin, call, scope, budget),
                budget,
                () -> Diagnostic.error(
                        start,
                        "Rendering took longer than " + Wording.duration(allowed)
                                + " and could not be stopped: an expression does not end.",
                        "Is there a filter or find over a range without end, such as (1..)?"));
    }

    private Rendered process(
            TemplateText source, Origin origin, Optional<MacroCall> call, TemplateScope scope, Budget budget) {
        TraceWriter trace = new TraceWriter(budget);
        MacroNames macros = new MacroNames(library, templates, scope.engine());
        RenderFaults faults = new RenderFaults(trace, macros);
        try {
            SourcedTemplate template = templates.parse(source, origin);
            ScopeNames names = new ScopeNames(scope, trace, settings.getObjectWrapper(), macros);
            Environment env = template.createProcessingEnvironment(new RenderRoot(call, names, macros), trace);
            env.setTemplateProcessingTracer(trace);
            env.process();
            return new Rendered(trace.text(), trace.map(), List.copyOf(macros.used()));
        } catch (TemplateException e) {
            throw faults.explain(e);
        } catch (DiagnosticException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (StackOverflowError e) {
            throw new DiagnosticException(
                    faults.unplaced("Expressions or calls are nested too deep.", RenderFaults.RECURSION), e);
        } catch (OutOfMemoryError e) {
            throw new DiagnosticException(
                    faults.unplaced("Rendering ran out of memory.", "Does a text or list grow without end?"), e);
        } catch (RuntimeException e) { // of Java code below FreeMarker, such as a division by zero
            throw new DiagnosticException(faults.unplaced(RenderFaults.reason(e), ""), e);
        }
    }
}
