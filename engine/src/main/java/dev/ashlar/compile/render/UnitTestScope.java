package dev.ashlar.compile.render;

import dev.ashlar.compile.TemplateWorld;
import dev.ashlar.manifest.Node;
import dev.ashlar.port.NodeTask.Facts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What names mean while the model of a unit test is rendered: the test's given rows and overrides come first. */
final class UnitTestScope extends ExecuteScope {
    private final Pretence pretence;
    private final TemplateWorld world;

    /**
     * What a unit test puts in the place of the world.
     *
     * @param vars in place of the project's, by name; the others stay
     * @param environment likewise
     * @param macros what macros give, by bare name
     * @param self the rows in place of {@code this}
     * @param missing told of each input that the template reads though the test does not give it
     */
    record Pretence(
            Map<String, Object> vars,
            Map<String, Object> environment,
            Map<String, Object> macros,
            Optional<Printed> self,
            Consumer<String> missing) {}

    UnitTestScope(
            Node.Model model,
            TemplateWorld world,
            References references,
            Facts facts,
            Supplier<Map<String, Object>> graph,
            Pretence pretence) {
        super(model, world, references, facts, graph);
        this.world = world;
        this.pretence = pretence;
    }

    @Override
    public Optional<Printed> self() {
        if (pretence.self().isEmpty()) {
            pretence.missing().accept("this");
            return super.self();
        }
        noteRows(pretence.self().get());
        return pretence.self();
    }

    @Override
    public Optional<Object> variable(String name) {
        return pretence.vars().containsKey(name)
                ? Optional.ofNullable(pretence.vars().get(name))
                : super.variable(name);
    }

    @Override
    public List<String> variableNames() {
        Map<String, Object> all = new LinkedHashMap<>(world.vars());
        all.putAll(pretence.vars());
        return new ArrayList<>(all.keySet());
    }

    @Override
    public Optional<String> environment(String name) {
        return pretence.environment().containsKey(name)
                ? Optional.ofNullable(pretence.environment().get(name)).map(String::valueOf)
                : super.environment(name);
    }

    @Override
    public Optional<Object> overridden(String name) {
        return Optional.ofNullable(pretence.macros().get(name));
    }
}
