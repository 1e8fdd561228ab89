package dev.ashlar.compile.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.adapter.duckdb.DuckDbWarehouse;
import dev.ashlar.adapter.postgres.PostgresWarehouse;
import dev.ashlar.compile.ProjectFolder;
import dev.ashlar.diagnostic.DiagnosticException;
import dev.ashlar.diagnostic.Diagnostics;
import dev.ashlar.manifest.Target;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileReaderTest {
    @TempDir
    private Path root;

    private static final String PROFILE = """
            shop:
              target: dev
              outputs:
                dev: { type: duckdb, path: data/dev.duckdb, schema: '${env_var("WHO", "dev")}', threads: 2 }
                ci: { type: postgres, port: '${env_var("PORT")}', password: '${env_var("PORT")}', schema: ci, schemas: plain, protected: true }
                bad: { type: duckdb, schema: '${env_var("NOWHERE")}', threads: many }
                ref: { type: duckdb, schema: '${ref("a")}' }
            """;

    private Target read(String text, Optional<String> target) {
        ProjectFolder folder = new ProjectFolder(root);
        Map<String, String> environment = Map.of("PORT", "5432");
        return new ProfileReader(
                        folder.templates(),
                        name -> Optional.ofNullable(environment.get(name)),
                        Map.of(),
                        Map.of("duckdb", DuckDbWarehouse.profileKeys(), "postgres", PostgresWarehouse.profileKeys()),
                        new Diagnostics())
                .read(folder.source().parseYaml("profiles.yml", text), root, "shop", target);
    }

    private List<String> problems(String text, String target) {
        try {
            read(text, Optional.of(target));
            return List.of();
        } catch (DiagnosticException e) {
            return e.diagnostics().stream()
                    .map(d -> d.text().lines().findFirst().orElse(""))
                    .toList();
        }
    }

    @Test
    void onlyTheTargetInUseIsEvaluated() {
        Target dev = read(PROFILE, Optional.empty());
        assertThat(dev.name()).isEqualTo("dev");
        assertThat(dev.schema()).isEqualTo("dev");
        assertThat(dev.threads()).isEqualTo(2);
        assertThat(dev.naming()).isEqualTo(Target.SchemaNaming.PREFIXED);
        assertThat(dev.options())
                .containsEntry("path", root.resolve("data/dev.duckdb").toString());
    }

    @Test
    void renderedNumbersAreNumbersButPasswordsAreTexts() {
        Target ci = read(PROFILE, Optional.of("ci"));
        assertThat(ci.options()).containsEntry("port", 5432).containsEntry("password", "5432");
        assertThat(ci.naming()).isEqualTo(Target.SchemaNaming.PLAIN);
        assertThat(ci.protection()).isEqualTo(Target.Protection.PROTECTED);
        assertThat(ci.threads()).isEqualTo(4);
        assertThat(ci.toString()).doesNotContain("5432");
    }

    @Test
    void everyFaultOfTheTargetIsTold() {
        assertThat(problems(PROFILE, "bad"))
                .containsExactly(
                        "profiles.yml:6:35 Environment variable 'NOWHERE' is not set. Set it, or give a default: "
                                + "env_var(\"NOWHERE\", \"...\").",
                        "profiles.yml:6:68 'threads' of target 'bad' must be a whole number, but it is the text 'many'. "
                                + "Write for example 'threads: 4', without quotes.");
    }

    @Test
    void aProfileKnowsNoModels() {
        assertThat(problems(PROFILE, "ref"))
                .containsExactly("profiles.yml:7:35 ref, source and rejects cannot be used in profiles.yml. "
                        + "Use env_var and var only.");
    }

    @Test
    void unknownProfilesAndTargetsAreToldTheNearest() {
        assertThat(problems(PROFILE, "dve"))
                .containsExactly("profiles.yml:4:5 Profile 'shop' has no target 'dve'. Did you mean 'dev'?");
        assertThat(problems("shoop: {}", "dev"))
                .containsExactly(
                        "profiles.yml:1:1 There is no profile 'shop', which ashlar.yml asks for. Did you mean 'shoop'?");
        assertThat(problems("shop: {}", "dev"))
                .containsExactly("profiles.yml:1:7 Profile 'shop' lacks 'outputs'. Add targets below 'outputs:'.");
        assertThat(problems("shop: { outputs: { dev: { path: x } } }", "dev"))
                .containsExactly(
                        "profiles.yml:1:25 Target 'dev' lacks 'type'. Add 'type: ...'.",
                        "profiles.yml:1:25 Target 'dev' lacks 'schema'. Add 'schema: ...'.");
    }

    @Test
    void keysOfATargetAreCheckedAgainstItsEngine() {
        assertThat(problems(
                        "shop: { outputs: { dev: { type: duckdb, schema: a, path: x, treads: 4, lock_timeout: soon, retries: 3 } } }",
                        "dev"))
                .containsExactly(
                        "profiles.yml:1:61 Unknown key 'treads' in target 'dev'. Did you mean 'threads'?",
                        "profiles.yml:1:86 'lock_timeout' of target 'dev' must be a duration, but it is the text 'soon'. "
                                + "Write for example 'lock_timeout: 30s', '10m', '2 hours' or '30 days'.");
    }

    @Test
    void dotEnvKnowsExportsQuotesAndComments() {
        Diagnostics diagnostics = new Diagnostics();
        assertThat(DotEnv.parse(
                        ".env",
                        "# c\nA=1\nexport B = 'x # y' # z\nC=\"a\\nb\"\nD=plain # c\nE=\nsecret\n",
                        diagnostics))
                .isEqualTo(Map.of("A", "1", "B", "x # y", "C", "a\nb", "D", "plain", "E", ""));
        assertThat(diagnostics.list())
                .singleElement()
                .satisfies(d -> assertThat(d.text())
                        .isEqualTo(".env:7:1 This line is no NAME=value. Write NAME=value, or # before it."));
    }
}
