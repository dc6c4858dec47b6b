package dev.hawser.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hawser.transport.Capability;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** How Pings and Pongs keep a link under watch. */
public interface HeartbeatRules extends Family {
  /** A Ping is answered. */
  @Rule(
      id = "HB-1",
      cites = "RFC 6455 s.5.5.2, s.5.5.3",
      intent = "A Ping of the peer is answered by a Pong with the same payload.")
  default void answersAPing() {
    bench()
        .bothRoles(
            pair -> {
              pair.peer().sendFrame(RawFrame.PING, true, new byte[] {0, -1, 7});
              RawFrame pong = pair.peer().readFrame();
              assertEquals(RawFrame.PONG, pong.opcode(), "opcode of " + pong);
              assertEquals(ByteBuffer.wrap(new byte[] {0, -1, 7}), ByteBuffer.wrap(pong.payload()));
            });
  }

  /** A Ping goes out as it is. */
  @Rule(
      id = "HB-2",
      cites = "RFC 6455 s.5.5.2",
      intent = "ping(payload) puts exactly that payload on the wire.",
      needs = Capability.PING)
  default void sendsAPingAsItIs() {
    bench()
        .bothRoles(
            pair -> {
              byte[] payload = "are you there".getBytes(StandardCharsets.UTF_8);
              pair.link().ping(ByteBuffer.wrap(payload));
              RawFrame ping = pair.peer().readFrame();
              assertEquals(RawFrame.PING, ping.opcode(), "opcode of " + ping);
              assertEquals("are you there", ping.text());
            });
  }
}
