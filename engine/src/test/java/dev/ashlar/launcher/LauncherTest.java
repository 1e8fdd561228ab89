package dev.ashlar.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher against a stand-in Maven and stand-in JDKs, in a folder whose name has a space. */
class LauncherTest {
    @TempDir
    private Path folder;

    private Checkout checkout;

    @BeforeEach
    void checkOut() throws IOException {
        checkout = Checkout.in(folder.resolve("my work"));
    }

    @AfterEach
    void removePrograms() throws IOException {
        checkout.removePrograms();
    }

    @Test
    void buildsOnFirstUseAndHandsTheArgumentsOn() throws Exception {
        Called first = checkout.call("ls", "--select", "a b");

        assertThat(first.errors())
                .startsWith("ashlar: building the engine (on first use and when its sources change)\n");
        assertThat(first.exitCode()).isZero();
        assertThat(first.output()).endsWith("<ls><--select><a b>\n");
        assertThat(checkout.builds()).isOne();
    }

    @Test
    void buildsAgainOnlyWhenASourceHasChanged() throws Exception {
        checkout.call("ls");
        Called unchanged = checkout.call("ls");
        assertThat(unchanged.errors()).isEmpty();
        assertThat(checkout.builds()).isOne();

        checkout.touch("engine/src/main/java/Changed.java");
        checkout.call("ls");
        assertThat(checkout.builds()).isEqualTo(2);

        checkout.call("ls");
        assertThat(checkout.builds()).isEqualTo(2);
    }

    @Test
    void buildsOnceForTwoCallersAtOnce() throws Exception {
        Process one = checkout.start("ls");
        Process other = checkout.start("ls");

        assertThat(List.of(Called.by(one).exitCode(), Called.by(other).exitCode()))
                .containsOnly(0);
        assertThat(checkout.builds()).isOne();
    }

    @Test
    void takesTheLockOfAProcessThatIsGone() throws Exception {
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        Files.createSymbolicLink(checkout.lock(), Path.of(Long.toString(gone.pid())));

        assertThat(checkout.call("ls").exitCode()).isZero();
        assertThat(Files.exists(checkout.lock(), LinkOption.NOFOLLOW_LINKS)).isFalse();
    }

    @Test
    void showsWhatMavenSaysWhenTheBuildFails() throws Exception {
        checkout.breakMaven();

        Called failed = checkout.call("ls");

        assertThat(failed.exitCode()).isEqualTo(2);
        assertThat(failed.errors())
                .contains("[ERROR] Changed.java:[1,1] ';' expected")
                .endsWith("ashlar: the engine could not be built; Maven says why above\n");
        assertThat(failed.output()).isEmpty();
    }

    @Test
    void saysWhatToInstallWhenMavenIsMissing() throws Exception {
        checkout.removeMaven();

        Called failed = checkout.call("ls");

        assertThat(failed.exitCode()).isEqualTo(2);
        assertThat(failed.errors()).contains("mvn is not on the PATH").contains("sudo apt-get install maven");
    }

    @Test
    void saysWhatToInstallWhenEveryJdkIsTooOld() throws Exception {
        checkout.removeJdks();
        checkout.installJdk("17.0.15");

        Called failed = checkout.call("ls");

        assertThat(failed.exitCode()).isEqualTo(2);
        assertThat(failed.errors())
                .contains("ashlar: no JDK (with javac) 21 or newer found")
                .contains("https://adoptium.net")
                .doesNotContain("building");
        assertThat(checkout.builds()).isZero();
    }

    @Test
    void passesOverAnOldJavaHomeForTheNewestOfTheOthers() throws Exception {
        checkout.installJdk("21.0.8");
        checkout.installJdk("25.0.3");
        checkout.javaHome(checkout.installJdk("17.0.15"));

        assertThat(checkout.call("ls").output()).contains("JDK 25.0.3");
    }

    @Test
    void takesAJavaHomeThatIsNewEnoughBeforeANewerOne() throws Exception {
        checkout.installJdk("25.0.3");
        checkout.javaHome(checkout.installJdk("21.0.8"));

        assertThat(checkout.call("ls").output()).contains("JDK 21.0.8");
    }

    @Test
    void becomesTheJvmSoThatSignalsAndTheExitCodeAreItsOwn() throws Exception {
        checkout.call("ls");

        Process process = checkout.start("exit", "130");
        Called called = Called.by(process);

        assertThat(called.exitCode()).isEqualTo(130);
        assertThat(called.output()).contains("pid " + process.pid() + "\n");
    }

    @Test
    void startsTheSecondCompilerOnlyForCommandsThatRowsPassThroughAndForLoopsOfMany() throws Exception {
        assertThat(checkout.call("ls").output()).contains("-XX:TieredStopAtLevel=1");
        assertThat(checkout.call("run").output()).contains("-XX:TieredStopAtLevel=1");
        assertThat(checkout.call("--log-format", "json", "build").output())
                .doesNotContain("-XX:TieredStopAtLevel=1")
                .contains("-XX:Tier4BackEdgeThreshold=400000");
    }

    @Test
    void compilesSoonWhatTakesEveryByteOfAFile() throws Exception {
        String output = checkout.call("load").output();
        Matcher named = Pattern.compile("CompileThresholdScaling,(dev\\.ashlar[\\w.]*)::")
                .matcher(output);
        assertThat(named.find()).as(output).isTrue();
        assertThat(Class.forName(named.group(1))).isNotNull();
    }

    @Test
    void usesTheClassArchiveItMadeOnFirstUse() throws Exception {
        checkout.call("ls");

        assertThat(checkout.call("ls").output()).containsPattern("-XX:SharedArchiveFile=.*/cache/.*21.0.8.*\\.jsa");
    }

    @Test
    void runsInSilenceWhereNoClassArchiveCanBeWritten() throws Exception {
        checkout.call("ls");
        checkout.forbidCaches();

        Called called = checkout.call("ls");

        assertThat(called.errors()).isEmpty();
        assertThat(called.output()).doesNotContain("SharedArchiveFile").endsWith("<ls>\n");
    }

    @Test
    void runsFromALinkElsewhere() throws Exception {
        Path link = folder.resolve("ashlar-link");
        Files.createSymbolicLink(link, checkout.launcher());

        assertThat(checkout.call(link, "ls").output()).endsWith("<ls>\n");
    }

    @Test
    void theArchivesOwnLauncherNeedsNoMaven() throws Exception {
        checkout.call("ls");
        checkout.removeMaven();
        Path moved = folder.resolve("opt dir");
        Files.move(checkout.archive(), moved);
        Files.setLastModifiedTime(moved.resolve("lib/ashlar-engine-1.jar"), FileTime.from(Instant.EPOCH));

        Called called = checkout.call(moved.resolve("bin/ashlar"), "show", "x y");

        assertThat(called.exitCode()).isZero();
        assertThat(called.output()).endsWith("<show><x y>\n");
    }
}
