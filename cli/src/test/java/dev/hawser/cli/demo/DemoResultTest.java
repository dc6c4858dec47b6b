package dev.hawser.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hawser.Tally;
import dev.hawser.cli.Loss;
import dev.hawser.cli.Partings;
import dev.hawser.close.CloseCode;
import dev.hawser.close.Initiator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DemoResultTest {
  private static final Loss DROPPED = Loss.of(Partings.dropped(), Locale.ENGLISH);
  private static final Loss WELL =
      Loss.of(Partings.closed(Initiator.PEER, CloseCode.NORMAL_CLOSURE), Locale.ENGLISH);
  private static final FaultReport SURVIVED = new FaultReport("rst", DROPPED, 3, 410, 2);
  private static final FaultReport NOT_NOTICED = new FaultReport("fin", null, -1, -1, 0);

  private static DemoResult result(int sent, int delivered, Tally tally, FaultReport... faults) {
    return new DemoResult("netty", sent, delivered, tally, List.of(faults), WELL);
  }

  @Test
  void accountsForEveryNumberOnlyWhenEachHasAnOutcomeAndArrived() {
    assertThat(result(9, 9, new Tally(8, 0, 1, 5, 4, 0)).allAccountedFor()).isTrue();
    assertThat(result(9, 8, new Tally(9, 0, 0, 0, 0, 0)).allAccountedFor()).isFalse();
    assertThat(result(9, 9, new Tally(8, 0, 0, 0, 0, 0)).allAccountedFor()).isFalse();
    assertThat(result(9, 9, new Tally(8, 0, 1, 0, 0, 1)).allAccountedFor()).isFalse();
    assertThat(result(0, 0, new Tally(0, 0, 0, 0, 0, 0)).allAccountedFor()).isFalse();
  }

  @Test
  void hasSurvivedWhenEveryFaultOfTheScriptHasAReportThatSaysSo() {
    Tally tally = new Tally(1, 0, 0, 0, 0, 0);
    assertThat(result(1, 1, tally, SURVIVED, SURVIVED).survivedAll(2)).isTrue();
    assertThat(result(1, 1, tally, SURVIVED).survivedAll(2)).isFalse();
    assertThat(result(1, 1, tally, SURVIVED, NOT_NOTICED).survivedAll(2)).isFalse();
  }

  @Test
  void aFaultThatHarmedOthersIsNotSurvived() {
    Aside harmed = new Aside(Map.of("clients", 3L), false);
    assertThat(SURVIVED.beside(harmed).survived()).isFalse();
    assertThat(SURVIVED.beside(new Aside(Map.of("clients", 3L), true)).survived()).isTrue();
    assertThat(SURVIVED.beside(null).survived()).isTrue();
  }

  @Test
  void endsWellWith1000AndNotOtherwise() {
    Tally tally = new Tally(1, 0, 0, 0, 0, 0);
    assertThat(result(1, 1, tally).endedWell()).isTrue();
    assertThat(new DemoResult("netty", 1, 1, tally, List.of(), DROPPED).endedWell()).isFalse();
    assertThat(new DemoResult("netty", 1, 1, tally, List.of(), null).endedWell()).isFalse();
  }

  @Test
  void theDocumentHasExactlyTheFieldsOfTheReference() throws Exception {
    DemoResult result = result(9, 9, new Tally(8, 0, 1, 5, 4, 0), SURVIVED, NOT_NOTICED);
    JsonNode document = new ObjectMapper().readTree(DemoDocument.of(result));
    assertThat(names(document))
        .containsExactly("transport", "sent", "delivered", "outcomes", "faults");
    assertThat(document.get("transport").textValue()).isEqualTo("netty");
    assertThat(document.get("sent").intValue()).isEqualTo(9);
    assertThat(document.get("outcomes").toString())
        .isEqualTo("{\"written\":8,\"dropped\":0,\"unknown\":1,\"inDoubt\":5,\"resent\":4}");
    JsonNode fault = document.get("faults").get(0);
    assertThat(names(fault))
        .containsExactly(
            "name", "closeCode", "cause", "explanation", "noticedMs", "backMs", "attempts");
    assertThat(fault.get("closeCode").intValue()).isEqualTo(1006);
    assertThat(fault.get("explanation").textValue()).isEqualTo(DROPPED.explanation());
    assertThat(fault.get("noticedMs").longValue()).isEqualTo(3);
    assertThat(fault.get("backMs").longValue()).isEqualTo(410);
    FaultReport beside = SURVIVED.beside(new Aside(Map.of("clients", 3L), true));
    JsonNode more =
        new ObjectMapper()
            .readTree(DemoDocument.of(result(9, 9, new Tally(8, 0, 1, 5, 4, 0), beside)));
    assertThat(more.get("faults").get(0).get("others").toString()).isEqualTo("{\"clients\":3}");
    assertThat(document.get("faults").get(1).get("backMs").isNull()).isTrue();
  }

  private static List<String> names(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
