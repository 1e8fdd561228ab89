package dev.ashlar.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Names that say nothing. */
@AnalyzeClasses(packages = "dev.ashlar")
class NamesTest {
    private static final String REMEDY =
            "such a name collects unrelated code: name the idea, or move each part to the class that uses it";

    @ArchTest
    static final ArchRule packagesAreNamedForTheField = noClasses()
            .should()
            .resideInAnyPackage(
                    "..util..",
                    "..utils..",
                    "..common..",
                    "..helper..",
                    "..helpers..",
                    "..manager..",
                    "..impl..",
                    "..core..",
                    "..base..")
            .because(REMEDY);

    @ArchTest
    static final ArchRule classesAreNamedForTheField = noClasses()
            .should()
            .haveNameMatching(".*[a-z](Utils?|Common|Helpers?|Manager|Impl|Core|Base)")
            .because(REMEDY);
}
