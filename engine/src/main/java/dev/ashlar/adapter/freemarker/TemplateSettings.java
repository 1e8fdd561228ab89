package dev.ashlar.adapter.freemarker;

import freemarker.cache.NullCacheStorage;
import freemarker.cache.TemplateLoader;
import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;

/** FreeMarker as models need it: values print as SQL, and templates reach nothing but the names they are given. */
final class TemplateSettings {
    private TemplateSettings() {}

    static Configuration create() {
        Configuration cfg = new Configuration(Configuration.VERSION_2_3_35);
        cfg.setDefaultEncoding(StandardCharsets.UTF_8.name());
        cfg.setTagSyntax(Configuration.ANGLE_BRACKET_TAG_SYNTAX);
        cfg.setInterpolationSyntax(Configuration.DOLLAR_INTERPOLATION_SYNTAX);
        cfg.setRecognizeStandardFileExtensions(false);
        cfg.setLocalizedLookup(false);
        cfg.setTabSize(1); // columns count characters, as editors and our own diagnostics do
        cfg.setLocale(Locale.ROOT);
        cfg.setTimeZone(TimeZone.getTimeZone("UTC"));
        cfg.setSQLDateAndTimeTimeZone(TimeZone.getTimeZone("UTC"));
        cfg.setNumberFormat("computer");
        cfg.setBooleanFormat("c");
        cfg.setCustomDateFormats(Map.of("sql", new SqlDateFormat.Factory()));
        cfg.setDateFormat("@sql");
        cfg.setTimeFormat("@sql");
        cfg.setDateTimeFormat("@sql");
        cfg.setObjectWrapper(new Values());
        cfg.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
        cfg.setAPIBuiltinEnabled(false);
        cfg.setTemplateLoader(new NoFiles());
        cfg.setCacheStorage(NullCacheStorage.INSTANCE);
        cfg.setLogTemplateExceptions(false);
        cfg.setWrapUncheckedExceptions(false);
        cfg.setFallbackOnNullLoopVariable(false);
        cfg.setTemplateExceptionHandler((fault, env, out) -> {
            if (env.getTemplateProcessingTracer() instanceof TraceWriter trace && trace.absorbs(fault)) return;
            throw fault;
        });
        cfg.setAttemptExceptionReporter((TemplateException fault, freemarker.core.Environment env) -> {});
        return cfg;
    }

    /** Nothing is ever found, so that {@code <#include>} and {@code <#import>} read no file. */
    private static final class NoFiles implements TemplateLoader {
        @Override
        public Object findTemplateSource(String name) {
            return null;
        }

        @Override
        public long getLastModified(Object source) {
            return 0;
        }

        @Override
        public Reader getReader(Object source, String encoding) {
            throw new IllegalStateException("Templates are not read from files");
        }

        @Override
        public void closeTemplateSource(Object source) {}
    }
}
