package dev.ashlar.adapter.freemarker;

import freemarker.core.Macro;
import freemarker.core.TemplateProcessingTracer.TracedElement;

/** The element that FreeMarker enters while a macro or function runs; the one below it is the call. */
@SuppressWarnings("deprecation") // FreeMarker means to make the class internal, but has no other way to tell
final class MacroElement {
    private MacroElement() {}

    static boolean is(TracedElement element) {
        return element instanceof Macro;
    }

    /** {@code @name} for a macro, {@code name()} for a function. */
    static String call(TracedElement element) {
        Macro macro = (Macro) element;
        return macro.isFunction() ? macro.getName() + "()" : "@" + macro.getName();
    }
}
