package dev.hawser.handbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ComparingTest {
  private final Handbook english = Handbook.in(Language.ENGLISH);

  static List<Pair> written() {
    return Pair.written();
  }

  @Test
  void theTitleNamesBothInOrder() {
    assertThat(english.compare(502, 1014).title())
        .isEqualTo("HTTP 502 Bad Gateway and 1014 Bad Gateway compared");
  }

  @Test
  void abnormalClosureAndBadGatewayDifferInTheseRespects() {
    assertThat(english.compare(1006, 1014).differences())
        .containsExactly(
            new Difference(
                Aspect.SENDER,
                "who may send it",
                "nobody",
                "a gateway or proxy, in the server's place"),
            new Difference(
                Aspect.VISIBILITY,
                "on the wire or local",
                "local, reported by your own library and never sent",
                "on the wire, in a Close frame"),
            new Difference(
                Aspect.MOMENT,
                "before or after the upgrade",
                "mostly after the upgrade, but browsers report it for a failed handshake too",
                "after the upgrade, with a WebSocket open"),
            new Difference(
                Aspect.FAULT,
                "whose fault it is",
                "unknown, for nothing that was received tells",
                "that of the server behind the gateway, or of the way to it"),
            new Difference(
                Aspect.FIRST_WAIT,
                "first wait advised",
                "random, up to 5 s",
                "the backoff's own first step"));
  }

  @Test
  void aCodeAndAStatusDifferInKindFirst() {
    assertThat(english.compare(1014, 502).differences())
        .extracting(Difference::aspect)
        .containsExactly(Aspect.KIND, Aspect.SENDER, Aspect.VISIBILITY, Aspect.MOMENT);
  }

  @ParameterizedTest
  @MethodSource("written")
  void aWrittenPairReadsTheSameFromBothSides(Pair pair) {
    Comparison there = english.compare(pair.left(), pair.right());
    Comparison back = english.compare(pair.right(), pair.left());

    assertThat(back.gist()).isEqualTo(there.gist()).hasSizeBetween(2, 3);
    assertThat(back.choose()).isEqualTo(there.choose()).hasSizeBetween(3, 4);
  }

  @Test
  void aWrittenPairUsesItsOwnWords() {
    assertThat(english.compare(1014, 1006).gist())
        .hasSize(3)
        .first()
        .asString()
        .startsWith("1006 is silence; 1014 is a message.");
    assertThat(english.compare(1014, 1006).choose())
        .hasSize(4)
        .first()
        .asString()
        .startsWith("Seen 1006: reconnect with exponential backoff");
  }

  @Test
  void aDrawnGistTellsTheMostTellingDifferenceAndWhatHawserDoes() {
    assertThat(english.compare(1008, 1012).gist())
        .containsExactly(
            "What tells them apart first is whose fault they are. 1008: that of the end that receives"
                + " it, for what it sent or failed to send. 1012: nobody's, the end was meant.",
            "By default Hawser reconnects after 1012 and stops after 1008.");
    assertThat(english.compare(1012, 1008).gist())
        .last()
        .isEqualTo("By default Hawser reconnects after 1012 and stops after 1008.");
  }

  @Test
  void whereTheyAreMetTellsMoreThanWhoIsToBlame() {
    assertThat(english.compare(1011, 503).gist())
        .first()
        .isEqualTo(
            "What tells them apart first is where you meet them. 1011: on the wire, in a Close"
                + " frame. HTTP 503: on the wire, in the response to the handshake.");
  }

  @Test
  void betweenTwoLocalReportsTheMomentTellsMost() {
    assertThat(english.compare(1005, 1015).gist())
        .first()
        .isEqualTo(
            "What tells them apart first is the moment. 1005: after the upgrade, with a WebSocket"
                + " open. 1015: before the upgrade, with no WebSocket open yet.");
  }

  @Test
  void whatHawserDoesAlikeIsSaidOnce() {
    assertThat(english.compare(1002, 1009).gist())
        .last()
        .isEqualTo("Hawser stops by default after both.");
    assertThat(english.compare(1011, 503).gist())
        .last()
        .isEqualTo("Hawser reconnects by default after both.");
  }

  @Test
  void equalDataLeavesTheMeaning() {
    Comparison comparison = english.compare(1003, 1007);

    assertThat(comparison.differences()).isEmpty();
    assertThat(comparison.gist())
        .containsExactly(
            "They agree in all the handbook records as data: who sends them, when, and what to do."
                + " What differs is the meaning.",
            "Hawser stops by default after both.");
  }

  @Test
  void aDrawnChoiceTellsWhatToDoAndWhenToSend() {
    assertThat(english.compare(1002, 1003).choose())
        .containsExactly(
            "1002 seen: change something first, for the same attempt fails again. Send 1002 when the"
                + " peer's bytes broke RFC 6455; never because a message of the application is"
                + " wrong.",
            "1003 seen: change something first, for the same attempt fails again. Send 1003 when you"
                + " do not handle this type of message at all; send 1007 when the type is right and"
                + " its content is broken.");
  }

  @Test
  void twoNumbersOfOneEntryAreNotToldApart() {
    Comparison comparison = english.compare(4001, 4002);

    assertThat(comparison.gist())
        .containsExactly(
            "4001 and 4002 fall in the same entry of the handbook: 4000-4999 Private Use. The"
                + " numbers themselves have no meaning of their own here; the documents of whoever"
                + " sends them decide.");
    assertThat(comparison.differences()).isEmpty();
    assertThat(comparison.choose()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void anyTwoEntriesCanBeComparedAndSwapped(Language language) {
    Handbook handbook = Handbook.in(language);
    for (Topic left : Topics.all()) {
      for (Topic right : Topics.all()) {
        if (left.equals(right)) {
          continue;
        }
        Comparison there = handbook.compare(left.last(), right.last());
        Comparison back = handbook.compare(right.last(), left.last());
        assertThat(back.left()).isEqualTo(there.right());
        assertThat(back.right()).isEqualTo(there.left());
        assertThat(back.differences())
            .isEqualTo(
                there.differences().stream()
                    .map(d -> new Difference(d.aspect(), d.name(), d.right(), d.left()))
                    .toList());
        assertThat(there.gist()).isNotEmpty().noneMatch(line -> line.matches(".*\\{\\d}.*"));
        assertThat(there.choose()).hasSizeBetween(2, 4);
      }
    }
  }
}
