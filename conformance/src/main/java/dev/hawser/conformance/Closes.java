package dev.hawser.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.close.Ending;
import dev.hawser.close.Fault;
import dev.hawser.transport.Link;
import dev.hawser.transport.LinkOptions;
import java.util.function.Consumer;

/** Closes of one code. */
final class Closes {
  private Closes() {}

  /** Sends a Close of that code, has it answered, and wants it reported. */
  static void sends(Pair pair, int code) {
    CloseReason reason = CloseReason.of(CloseCode.of(code), "because");
    pair.link().close(reason);
    assertEquals("because", pair.peer().readClose(code).closeText());
    pair.peer().sendClose(code, "");
    pair.peer().fin();
    assertEquals(reason, pair.app().ending(Ending.Closed.class).reason());
  }

  /** Wants a Close of that code refused. */
  static void refuses(Link link, int code) {
    assertThrows(
        IllegalArgumentException.class,
        () -> link.close(CloseReason.of(CloseCode.of(code))),
        () -> "close " + code);
  }

  /** Has the peer send a Close of that code, and wants it answered and reported. */
  static void receives(Pair pair, int code) {
    pair.peer().sendClose(code, "because");
    RawFrame answer = pair.peer().readClose(code);
    assertEquals("", answer.closeText(), "text of the answer");
    pair.peer().fin();
    CloseReason reason = CloseReason.of(CloseCode.of(code), "because");
    assertEquals(reason, pair.app().ending(Ending.Closed.class).reason());
  }

  /** Has the peer send a broken Close, and wants the link to fail. */
  static void broken(Bench bench, LinkOptions options, int answer, Consumer<RawPeer> close) {
    bench.bothRoles(
        options,
        Long.MAX_VALUE,
        pair -> {
          close.accept(pair.peer());
          Fault fault = answer == 1007 ? Fault.INVALID_PAYLOAD : Fault.PROTOCOL_VIOLATION;
          var unused = pair.fails(answer, fault);
        });
  }

  /** Throws anything as if it were unchecked. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  static <E extends Throwable> E any(Throwable thrown) throws E {
    throw (E) thrown;
  }
}
