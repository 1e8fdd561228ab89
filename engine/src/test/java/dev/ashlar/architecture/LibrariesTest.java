package dev.ashlar.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;

/** Each library has one home, so that it can be exchanged there. */
@AnalyzeClasses(packages = "dev.ashlar", importOptions = DoNotIncludeTests.class)
class LibrariesTest {
    @ArchTest
    static final ArchRule graphLibrary = library("org.jgrapht..").staysIn("graph");

    @ArchTest
    static final ArchRule sqlParser = library("net.sf.jsqlparser..").staysIn("lineage");

    @ArchTest
    static final ArchRule templateEngine = library("freemarker..").staysIn("adapter.freemarker");

    @ArchTest
    static final ArchRule yamlReader = library("org.yaml..").staysIn("adapter.yaml");

    @ArchTest
    static final ArchRule commandLine = library("picocli..").staysIn("cli");

    @ArchTest
    static final ArchRule json = library("com.fasterxml.jackson..")
            .staysIn("adapter.artifact", "adapter.http", "adapter.jdbc", "cli", "load");

    @ArchTest
    static final ArchRule csv = library("de.siegmar..").staysIn("load");

    @ArchTest
    static final ArchRule jdbi =
            library("org.jdbi..").staysIn("adapter.jdbc", "adapter.duckdb", "adapter.postgres", "adapter.redshift");

    @ArchTest
    static final ArchRule jdbc = library("java.sql..", "javax.sql..")
            .staysIn("adapter.jdbc", "adapter.duckdb", "adapter.postgres", "adapter.redshift");

    @ArchTest
    static final ArchRule duckdbDriver = library("org.duckdb..").staysIn("adapter.duckdb");

    @ArchTest
    static final ArchRule postgresDriver = library("org.postgresql..").staysIn("adapter.postgres");

    @ArchTest
    static final ArchRule redshiftDriver = library("com.amazon..").staysIn("adapter.redshift");

    @ArchTest
    static final ArchRule aws = library("software.amazon..").staysIn("adapter.redshift", "adapter.s3");

    @ArchTest
    static final ArchRule ssh = library("com.jcraft..").staysIn("adapter.sftp");

    private static Library library(String... packages) {
        return new Library(packages);
    }

    private record Library(
            @SuppressWarnings("ArrayRecordComponent") String... packages) {
        ArchRule staysIn(String... homes) {
            return noClasses()
                    .that()
                    .resideOutsideOfPackages(Stream.of(homes)
                            .map(home -> "dev.ashlar." + home + "..")
                            .toArray(String[]::new))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(packages)
                    .because(
                            "only " + String.join(", ", homes) + " may know this library: go through what it offers, or"
                                    + " add a method to the port that it implements");
        }
    }
}
