package dev.hawser.transport.tyrus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.Role;
import dev.hawser.testing.VirtualTime;
import dev.hawser.transport.DialRequest;
import dev.hawser.transport.HandshakeInfo;
import dev.hawser.transport.Link;
import dev.hawser.transport.LinkListener;
import dev.hawser.transport.LinkPlace;
import dev.hawser.transport.MessageDoor;
import dev.hawser.transport.SerialThread;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What Tyrus gets to see of the peer's frames. */
class FrameTapTest {
  private final List<String> passed = new ArrayList<>();
  private final FrameTap client = tap(Role.CLIENT, 70_000);
  private final FrameTap server = tap(Role.SERVER, 70_000);

  private FrameTap tap(Role role, int maxMessage) {
    VirtualTime time = new VirtualTime();
    MessageDoor door =
        MessageDoor.dial(
            DialRequest.of(URI.create("ws://example.test/")),
            new LinkListener() {
              @Override
              public void onOpen(Link link, HandshakeInfo info) {}

              @Override
              public void onEnd(dev.hawser.close.Ending ending) {}
            },
            new LinkPlace(new SerialThread(time.executor()), time, () -> 7));
    return new FrameTap(door, role, maxMessage, this::pass);
  }

  private void pass(ByteBuffer frames) {
    byte[] copy = new byte[frames.remaining()];
    frames.get(copy);
    passed.add(HexFormat.of().formatHex(copy));
  }

  private static ByteBuffer bytes(String hex) {
    return ByteBuffer.wrap(HexFormat.of().parseHex(hex));
  }

  @Test
  void passesWholeFramesOfDataOfOneReadTogether() {
    client.take(bytes("810268698200"));
    assertThat(passed).containsExactly("810268698200");
  }

  @Test
  void cutsAFrameAtTheEndOfARead() {
    client.take(bytes("8103" + "61"));
    client.take(bytes("62"));
    client.take(bytes("63"));
    assertThat(passed).containsExactly("010161", "000162", "800163");
  }

  @Test
  void keepsReservedBitsOnTheFirstPartOnly() {
    client.take(bytes("c10261"));
    client.take(bytes("62"));
    assertThat(passed).containsExactly("410161", "800162");
  }

  @Test
  void takesAHeadByteByByte() {
    byte[] frame = HexFormat.of().parseHex("827e0080" + "00".repeat(128));
    for (byte next : frame) {
      client.take(ByteBuffer.wrap(new byte[] {next}));
    }
    assertThat(passed).hasSize(128).startsWith("020100").endsWith("800100");
  }

  @Test
  void unmasksWhatAClientSends() {
    server.take(bytes("818401020304" + "61616161"));
    server.take(bytes("828501020304" + "6060"));
    server.take(bytes("606060"));
    assertThat(passed).containsExactly("810460636265", "02026162", "800363" + "6461");
  }

  @Test
  void passesAPongWholeAndNoPingAndNoClose() {
    client.take(bytes("8a026869" + "89026869" + "8a0168"));
    client.take(bytes("880203e8" + "810161"));
    assertThat(passed).containsExactly("8a026869", "8a0168");
  }

  @Test
  void cutsPartsAtWhatAShortLengthCanSay() {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.writeBytes(HexFormat.of().parseHex("827f0000000000011000"));
    frame.writeBytes(new byte[0x11000]);
    client.take(ByteBuffer.wrap(frame.toByteArray()));
    assertThat(String.join("", passed))
        .isEqualTo("027effff" + "00".repeat(0xFFFF) + "807e1001" + "00".repeat(0x1001));
  }

  @Test
  void passesNothingBehindABrokenRule() {
    client.take(bytes("810161" + "818100000000" + "61" + "810161")); // a masked frame
    assertThat(passed).containsExactly("810161");
    server.take(bytes("810161")); // one that is not
    FrameTap forms = tap(Role.CLIENT, 70_000);
    forms.take(bytes("827e007d" + "00".repeat(125))); // a length not in its shortest form
    FrameTap sizes = tap(Role.CLIENT, 9);
    sizes.take(bytes("0205" + "00".repeat(5) + "8005" + "00".repeat(5))); // ten bytes of nine
    assertThat(passed).containsExactly("810161", "0205" + "00".repeat(5));
  }
}
