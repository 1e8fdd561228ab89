package dev.ashlar.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.diagnostic.Diagnostic;
import dev.ashlar.manifest.Node;
import dev.ashlar.port.RunListener;
import dev.ashlar.report.NodeResult;
import dev.ashlar.report.RunReport;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was sent for a node is written for a look, by the thread that journals. */
class SentSqlTest {
    private final Shop shop = new Shop();
    private final List<String> told = new ArrayList<>();

    @Test
    void standsInItsFileWhenTheEndOfTheNodeIsTold() {
        shop.model("a").model("b", "a");
        shop.listener = new RunListener() {
            @Override
            public void nodeEnded(Node node, NodeResult result, int index, int total) {
                told.add(node.name() + " " + shop.artifacts.sent.containsKey("models/" + node.name() + ".sql"));
            }
        };

        shop.build(2);

        assertThat(told).containsExactly("a true", "b true");
    }

    @Test
    void isMissedWithANoteWhereThereIsNoRoomForItSinceTheNodeIsBuiltAllTheSame() {
        shop.model("a");
        shop.artifacts.full = true;
        shop.listener = new RunListener() {
            @Override
            public void note(Diagnostic diagnostic) {
                told.add(diagnostic.text());
            }
        };

        RunReport report = shop.build(1);

        assertThat(Shop.words(report)).containsEntry("a", "success");
        assertThat(told).singleElement().asString().contains("Cannot write models/a.sql: disk full.");
    }
}
