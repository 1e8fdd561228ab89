package dev.ashlar.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;

/** Which package may know which. A rule passes while its package is still empty. */
@AnalyzeClasses(packages = "dev.ashlar", importOptions = DoNotIncludeTests.class)
class RingsTest {
    private static final String[] VALUES = {"diagnostic", "manifest", "report"};
    private static final String[] UP_TO_LOGIC = with(VALUES, "graph", "plan", "lineage", "state");
    private static final String[] UP_TO_PORTS = with(UP_TO_LOGIC, "port");

    private static final String VALUES_REMEDY =
            "values know nothing but the JDK and the values before them (diagnostic, manifest, report in this order): "
                    + "move the logic to a later ring, or hand it the value";
    private static final String LOGIC_REMEDY =
            "logic decides on values and does no work: pass in what it needs as a value, or move the code that reads and"
                    + " writes behind a port";
    private static final String STAGE_REMEDY =
            "a stage sees values, logic and ports: put what two stages share into a port or a value, and connect them in"
                    + " wiring";

    @ArchTest
    static final ArchRule diagnosticStandsAlone = mayUse("diagnostic").because(VALUES_REMEDY);

    @ArchTest
    static final ArchRule manifestUsesDiagnosticsOnly =
            mayUse("manifest", "diagnostic").because(VALUES_REMEDY);

    @ArchTest
    static final ArchRule reportUsesValuesOnly =
            mayUse("report", "diagnostic", "manifest").because(VALUES_REMEDY);

    @ArchTest
    static final ArchRule valuesUseTheJdkOnly = classes()
            .that()
            .resideInAnyPackage(inAshlar(VALUES))
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage("java..", "dev.ashlar.."))
            .because(VALUES_REMEDY);

    @ArchTest
    static final ArchRule graphUsesValuesOnly = mayUse("graph", VALUES).because(LOGIC_REMEDY);

    @ArchTest
    static final ArchRule planUsesValuesOnly = mayUse("plan", VALUES).because(LOGIC_REMEDY);

    @ArchTest
    static final ArchRule lineageUsesValuesOnly = mayUse("lineage", VALUES).because(LOGIC_REMEDY);

    @ArchTest
    static final ArchRule stateUsesValuesOnly = mayUse("state", VALUES).because(LOGIC_REMEDY);

    @ArchTest
    static final ArchRule logicDoesNoWork = noClasses()
            .that()
            .resideInAnyPackage(inAshlar(UP_TO_LOGIC))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "java.net.http..", "java.nio.channels..")
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching(
                    "java.nio.file.Files|java.io.(File|FileReader|FileWriter|FileInputStream|FileOutputStream)")
            .because(LOGIC_REMEDY)
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule portsUseValuesAndLogic = mayUse("port", UP_TO_LOGIC)
            .because(
                    "a port speaks of values: what an adapter or a stage knows stays with it, and the port gets a narrow"
                            + " method in words of the field");

    @ArchTest
    static final ArchRule compileIsAStage = mayUse("compile", UP_TO_PORTS).because(STAGE_REMEDY);

    @ArchTest
    static final ArchRule loadIsAStage = mayUse("load", UP_TO_PORTS).because(STAGE_REMEDY);

    @ArchTest
    static final ArchRule runIsAStage = mayUse("run", UP_TO_PORTS).because(STAGE_REMEDY);

    @ArchTest
    static final ArchRule docsIsAStage = mayUse("docs", UP_TO_PORTS).because(STAGE_REMEDY);

    @ArchTest
    static final ArchRule adaptersUsePorts = mayUse("adapter", UP_TO_PORTS)
            .because(
                    "an adapter joins one library to one port: work that more than one adapter needs is a stage or logic");

    @ArchTest
    static final ArchRule adaptersDoNotKnowEachOther = slices().matching("dev.ashlar.adapter.(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(
                    resideInAnyPackage(
                            "dev.ashlar.adapter.duckdb..",
                            "dev.ashlar.adapter.postgres..",
                            "dev.ashlar.adapter.redshift.."),
                    resideInAPackage("dev.ashlar.adapter.jdbc.."))
            .because("adapters can be taken out one by one, and Redshift is no Postgres; only the engines share"
                    + " adapter.jdbc: connect two adapters in wiring, through a port")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule onlyWiringNamesAdapters = noClasses()
            .that()
            .resideOutsideOfPackages("dev.ashlar.adapter..", "dev.ashlar.wiring..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.ashlar.adapter..")
            .because(
                    "whoever names an adapter cannot do without it: ask for the port, and let wiring supply the adapter");

    @ArchTest
    static final ArchRule nothingBelowKnowsTheEntry = noClasses()
            .that(resideInAPackage("dev.ashlar..")
                    .and(resideOutsideOfPackage("dev.ashlar.cli.."))
                    .and(resideOutsideOfPackage("dev.ashlar.wiring.."))
                    .and(resideOutsideOfPackage("dev.ashlar")))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.ashlar.cli..", "dev.ashlar.wiring..", "dev.ashlar")
            .because("commands and wiring sit on top: hand down what the lower class needs as an argument");

    @ArchTest
    static final ArchRule packagesFormNoCycle = slices().matching("dev.ashlar.(**)")
            .should()
            .beFreeOfCycles()
            .because("two packages that need each other are one package, or hide a third: move the shared type to the"
                    + " package that knows less");

    /** Code of this package may name its own classes, the given packages, and anything that is not Ashlar's. */
    private static ArchRule mayUse(String name, String... allowed) {
        return classes()
                .that()
                .resideInAnyPackage(inAshlar(name))
                .should()
                .onlyDependOnClassesThat(
                        resideOutsideOfPackage("dev.ashlar..").or(resideInAnyPackage(inAshlar(with(allowed, name)))))
                .allowEmptyShould(true);
    }

    private static String[] inAshlar(String... names) {
        return Stream.of(names).map(name -> "dev.ashlar." + name + "..").toArray(String[]::new);
    }

    private static String[] with(String[] first, String... more) {
        return Stream.concat(Stream.of(first), Stream.of(more)).toArray(String[]::new);
    }
}
