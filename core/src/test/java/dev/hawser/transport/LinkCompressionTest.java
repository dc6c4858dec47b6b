package dev.hawser.transport;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.close.Ending;
import dev.hawser.close.Fault;
import dev.hawser.close.Role;
import dev.hawser.close.TransportEnd;
import dev.hawser.close.Unreachability;
import dev.hawser.frame.Compression;
import dev.hawser.frame.DeflateTerms;
import dev.hawser.frame.Deflation;
import dev.hawser.frame.Fragments;
import dev.hawser.frame.FrameReader;
import dev.hawser.frame.FrameRules;
import dev.hawser.frame.FrameWriter;
import dev.hawser.frame.Inbound;
import dev.hawser.frame.MessageReader;
import dev.hawser.frame.Opcode;
import dev.hawser.frame.Scratch;
import dev.hawser.http.Headers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a link does where compression was agreed on. */
class LinkCompressionTest {
  private static final Compression WISH = Compression.deflate().atLeast(20);
  private static final LinkOptions OPTIONS = LinkOptions.DEFAULT.with(WISH);
  private static final String NAME = "Sec-WebSocket-Extensions";
  private static final Headers DEFLATE = Headers.of(NAME, "permessage-deflate");
  private static final String LONG = "{\"rope\":\"tauwerk\",\"length\":12} ".repeat(30);

  private final List<Deflation> peers = new ArrayList<>();

  @AfterEach
  void givesThePeersMemoryBack() {
    peers.forEach(Deflation::close);
  }

  private static ByteRig open(Role role, LinkOptions options) {
    if (role == Role.SERVER) {
      return ByteRig.server(options, DEFLATE);
    }
    ByteRig rig = ByteRig.asking(ByteRig.request(options));
    rig.inside(() -> rig.door.response(rig.answer(DEFLATE)));
    return rig;
  }

  private Deflation peer(Role self) {
    DeflateTerms terms = new DeflateTerms(false, false, "permessage-deflate");
    Deflation made = Deflation.of(self.peer(), terms, WISH);
    peers.add(made);
    return made;
  }

  private static ByteBuffer[] packed(ByteRig rig, Deflation by, Opcode opcode, byte[] message) {
    ByteBuffer content = Objects.requireNonNull(by.deflate(ByteBuffer.wrap(message)));
    List<ByteBuffer> frames = new ArrayList<>();
    FrameWriter writer = FrameWriter.of(rig.role.peer());
    Fragments.compressed(opcode, content, 50_000)
        .forEachRemaining(frame -> frames.addAll(List.of(writer.frame(frame, 0x01020304))));
    return frames.toArray(ByteBuffer[]::new);
  }

  private static ByteBuffer joined(List<ByteBuffer[]> messages) {
    ByteBuffer all = ByteBuffer.allocate(1 << 20);
    messages.forEach(message -> List.of(message).forEach(all::put));
    return all.flip();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Deflation deflation(ByteRig rig) {
    return Objects.requireNonNull(((FrameOutlet) ((LinkCore) rig.link()).outlet()).deflation());
  }

  /** Returns the frames sent: opcode, fin, reserved bits, size. */
  private static List<String> frames(ByteRig rig) {
    FrameRules rules = FrameRules.of(rig.role.peer()).rsv(0x40).checkText(false);
    FrameReader reader = new FrameReader(rules.maxMessage(1 << 30));
    ByteBuffer in = ByteBuffer.wrap(rig.wire.bytes());
    List<String> frames = new ArrayList<>();
    Inbound found = reader.next(in);
    while (found != Inbound.MORE) {
      if (found == Inbound.DATA) {
        boolean packed = reader.rsv() != 0;
        frames.add(
            reader.opcode()
                + (reader.fin() ? "!" : "")
                + (packed ? " packed " : " ")
                + reader.takeData().remaining());
      } else {
        frames.add(found.toString());
      }
      found = reader.next(in);
    }
    return frames;
  }

  /** Returns the messages sent, as the peer reads them. */
  private List<String> messages(ByteRig rig) {
    MessageReader reader = new MessageReader(FrameRules.of(rig.role.peer()), peer(rig.role));
    ByteBuffer in = ByteBuffer.wrap(rig.wire.bytes());
    Scratch scratch = new Scratch();
    List<String> messages = new ArrayList<>();
    Inbound found = reader.next(in, scratch);
    while (found == Inbound.TEXT || found == Inbound.BINARY) {
      messages.add(
          found == Inbound.TEXT
              ? reader.takeText()
              : StandardCharsets.ISO_8859_1.decode(reader.takeBinary()).toString());
      found = reader.next(in, scratch);
    }
    assertThat(found).isEqualTo(Inbound.MORE);
    return messages;
  }

  @Test
  void aClientOffersWhatItWasToldToAndNothingOtherwise() {
    ByteRig plain = ByteRig.asking(ByteRig.request(LinkOptions.DEFAULT));
    assertThat(plain.door.upgrade().headers().all(NAME)).isEmpty();
    ByteRig rig =
        ByteRig.asking(
            ByteRig.request(LinkOptions.DEFAULT.with(WISH.serverNoContextTakeover(true))));
    assertThat(rig.door.upgrade().headers().all(NAME))
        .containsExactly("permessage-deflate; server_no_context_takeover");
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void whatWasAgreedIsKnownToTheApplicationAndStandsInTheEnding(Role role) {
    ByteRig rig = open(role, OPTIONS);
    assertThat(rig.listener.info.extensions()).containsExactly("permessage-deflate");
    rig.failed(TransportEnd.RST);
    assertThat(rig.ending().facts().peer().extensions()).containsExactly("permessage-deflate");
  }

  @Test
  void aServerAnswersTheFirstOfferItCanKeep() {
    Headers offers =
        Headers.of(
            NAME, "permessage-deflate; server_max_window_bits=9",
            NAME, "x, permessage-deflate; client_no_context_takeover; client_max_window_bits");
    ByteRig rig = ByteRig.server(OPTIONS, offers);
    assertThat(rig.answered.all(NAME))
        .containsExactly("permessage-deflate; client_no_context_takeover");
    assertThat(ByteRig.server(LinkOptions.DEFAULT, offers).answered.all(NAME)).isEmpty();
    assertThat(ByteRig.server(OPTIONS).answered.all(NAME)).isEmpty();
  }

  @Test
  void anAnswerThatBreaksTheRulesIsNoHandshake() {
    ByteRig rig = ByteRig.asking(ByteRig.request(OPTIONS));
    Headers odd = Headers.of(NAME, "permessage-deflate; client_max_window_bits=9");
    rig.inside(() -> rig.door.response(rig.answer(odd)));
    Ending.Unreachable how = (Ending.Unreachable) rig.ending();
    assertThat(how.kind()).isEqualTo(Unreachability.BAD_ANSWER);
    assertThat(how.text())
        .isEqualTo(
            "extension 'permessage-deflate; client_max_window_bits=9':"
                + " client_max_window_bits was not offered");
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void whereThePeerDeclinesMessagesLeaveAsTheyAre(Role role) {
    ByteRig rig = ByteRig.open(role, OPTIONS).send(LONG).run();
    assertThat(frames(rig)).containsExactly("TEXT! " + LONG.length());
    rig.peer(rig.text("a"));
    rig.bytes(ByteBuffer.wrap(new byte[] {(byte) 0xC1, 0}));
    assertThat(frames(rig)).last().isEqualTo("CLOSE");
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void messagesFromTheLeastSizeOnArePackedAndKeepTheirOrder(Role role) {
    ByteRig rig = open(role, OPTIONS);
    rig.inside(
        () -> {
          rig.send(LONG).send("short").send(LONG).send("x".repeat(19)).send("y".repeat(20));
          rig.link().sendBinary(ByteBuffer.wrap(bytes(LONG)), r -> rig.results.add("binary " + r));
          rig.link().send(SharedMessage.text(LONG), r -> rig.results.add("shared " + r));
          rig.link().sendText("", r -> rig.results.add("empty " + r));
        });
    assertThat(messages(rig))
        .containsExactly(LONG, "short", LONG, "x".repeat(19), "y".repeat(20), LONG, LONG, "");
    assertThat(frames(rig).stream().map(f -> f.replaceAll(" packed .*", " packed")))
        .containsExactly(
            "TEXT! packed",
            "TEXT! 5",
            "TEXT! packed",
            "TEXT! 19",
            "TEXT! packed",
            "BINARY! packed",
            "TEXT! packed",
            "TEXT! 0");
    assertThat(rig.results).hasSize(8).allMatch(result -> result.endsWith(" WRITTEN"));
    assertThat(rig.wire.bytes().length).isLessThan(LONG.length() / 2);
  }

  @Test
  void aSharedMessageThatStandsAloneIsTheSameOnEveryLinkAndReadOnEach() {
    LinkOptions alone = LinkOptions.DEFAULT.with(WISH.serverNoContextTakeover(true));
    String digits = new Random(5).ints(6000, 0, 10).mapToObj(String::valueOf).collect(joining());
    SharedMessage message = SharedMessage.text(digits);
    List<ByteRig> rigs = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      ByteRig rig = open(Role.SERVER, alone.with(Limits.DEFAULT.fragment(i == 2 ? 1024 : 4096)));
      rigs.add(rig);
      rig.inside(
          () -> {
            rig.link().send(message, r -> rig.results.add("shared " + r));
            rig.link().send(message, r -> rig.results.add("again " + r));
          });
      assertThat(messages(rig)).containsExactly(digits, digits);
      assertThat(rig.results).containsExactly("shared WRITTEN", "again WRITTEN");
      assertThat(deflation(rig).held()).isZero();
    }
    assertThat(rigs.get(1).wire.bytes()).isEqualTo(rigs.get(0).wire.bytes());
    assertThat(frames(rigs.get(0))).hasSize(2);
    assertThat(frames(rigs.get(2))).hasSizeGreaterThan(4);
  }

  @Test
  void aPackedMessageOverTheFragmentSizeIsCutAndAPingFitsBetween() {
    byte[] noise = new byte[10_000];
    new Random(6).nextBytes(noise);
    ByteRig rig = open(Role.SERVER, OPTIONS.with(Limits.DEFAULT.fragment(4096)));
    rig.wire.taking = false;
    rig.inside(
        () -> {
          rig.link().sendBinary(ByteBuffer.wrap(new byte[70_000]), Completion.IGNORED);
          rig.link().sendBinary(ByteBuffer.wrap(noise), Completion.IGNORED);
        });
    assertThat(frames(rig))
        .satisfies(frames -> assertThat(frames.get(0)).startsWith("BINARY! packed "))
        .element(1)
        .isEqualTo("BINARY packed 4096");
    assertThat(frames(rig).subList(2, 4))
        .satisfies(
            rest -> {
              assertThat(rest.get(0)).isEqualTo("CONTINUATION 4096");
              assertThat(rest.get(1)).startsWith("CONTINUATION! ");
            });
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void readsPackedMessagesOfItsPeer(Role role) {
    ByteRig rig = open(role, OPTIONS).credit(9);
    Deflation peer = peer(role);
    rig.peer(packed(rig, peer, Opcode.TEXT, bytes("hello, rope")));
    rig.peer(rig.ping("a"), rig.text("plain"));
    rig.peer(packed(rig, peer, Opcode.TEXT, bytes("hello, rope")));
    rig.peer(packed(rig, peer, Opcode.BINARY, new byte[300]));
    assertThat(rig.told())
        .containsExactly(
            "open", "text hello, rope", "text plain", "text hello, rope", "binary 300");
  }

  @Test
  void aBombIsAMessageTooBig() {
    ByteRig rig = open(Role.SERVER, OPTIONS).credit(9);
    rig.peer(packed(rig, peer(Role.SERVER), Opcode.BINARY, new byte[3 << 20]));
    assertThat(frames(rig)).containsExactly("CLOSE");
    rig.eof();
    assertThat(((Ending.Failed) rig.ending()).fault()).isEqualTo(Fault.MESSAGE_TOO_BIG);
  }

  @Test
  void whatNobodyTakesYetIsNotInflatedEither() {
    ByteRig rig = open(Role.SERVER, OPTIONS);
    Deflation peer = peer(Role.SERVER);
    List<ByteBuffer[]> sent = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      sent.add(packed(rig, peer, Opcode.TEXT, bytes(i + "x".repeat(20_000))));
    }
    sent.add(packed(rig, peer, Opcode.BINARY, new byte[3 << 20]));
    rig.bytes(joined(sent));
    assertThat(rig.wire.reading).isFalse();
    // The bomb behind them stands there as unread as the messages before it.
    assertThat(frames(rig)).isEmpty();

    rig.credit(50);
    rig.bytes(rig.text("later"));
    assertThat(frames(rig)).isEmpty();
    assertThat(rig.told()).hasSize(51).last().isEqualTo("text 20002 chars");

    rig.credit(50);
    assertThat(frames(rig)).containsExactly("CLOSE");
    assertThat(rig.told()).hasSize(101);
  }

  @Test
  void aCloseAndAnEndBehindWhatWasHeldBackComeBehindIt() {
    ByteRig rig = open(Role.SERVER, OPTIONS);
    Deflation peer = peer(Role.SERVER);
    List<ByteBuffer[]> sent = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      sent.add(packed(rig, peer, Opcode.TEXT, bytes("x".repeat(20_000))));
    }
    sent.add(new ByteBuffer[] {rig.close(CloseReason.of(CloseCode.GOING_AWAY))});
    rig.bytes(joined(sent)).eof();
    assertThat(rig.told()).containsExactly("open");

    rig.credit(10);

    assertThat(rig.told()).hasSize(13).endsWith("closing", "end");
    assertThat(rig.ending()).isInstanceOf(Ending.Closed.class);
    assertThat(rig.ending().code()).isEqualTo(CloseCode.GOING_AWAY);
    assertThat(rig.ending().facts().frames().transportEnd()).isEqualTo(TransportEnd.FIN);
    assertThat(deflation(rig).held()).isZero();
  }

  private enum Way {
    OUR_CLOSE(
        rig -> {
          rig.link().close(CloseReason.of(CloseCode.NORMAL_CLOSURE));
          rig.run();
          rig.peer(rig.close(CloseReason.of(CloseCode.NORMAL_CLOSURE))).eof();
        }),
    OUR_CLOSE_UNANSWERED(
        rig -> {
          rig.link().close(CloseReason.of(CloseCode.NORMAL_CLOSURE));
          rig.run().advance(Duration.ofSeconds(6));
        }),
    THEIR_CLOSE(rig -> rig.peer(rig.close(CloseReason.NONE)).eof()),
    ABORT(
        rig -> {
          rig.link().abort();
          rig.run();
        }),
    RESET(rig -> rig.failed(TransportEnd.RST)),
    FIN(ByteRig::eof),
    BROKEN_RULE(rig -> rig.bytes(ByteBuffer.wrap(new byte[] {(byte) 0xB3, 0, 0})).eof()),
    SILENCE(
        rig -> {
          for (int i = 0; i < 20; i++) {
            rig.advance(Duration.ofSeconds(5));
          }
        }),
    CALLBACK_THROWS(
        rig -> {
          rig.listener.then =
              what -> {
                rig.listener.then = any -> {};
                throw new IllegalStateException("thrown by the test");
              };
          rig.peer(rig.text("x")).eof();
        }),
    GIVEN_UP(
        rig -> {
          rig.link().fail(Fault.CALLBACK_FAILED, "given up");
          rig.run().eof();
        }),
    MID_MESSAGE(
        rig -> {
          rig.bytes(ByteBuffer.wrap(half(rig)));
          rig.failed(TransportEnd.RST);
        });

    private final Consumer<ByteRig> how;

    Way(Consumer<ByteRig> how) {
      this.how = how;
    }

    private static byte[] half(ByteRig rig) {
      ByteBuffer frame = rig.frame(Opcode.BINARY, true, new byte[100]);
      byte[] half = new byte[frame.remaining() / 2];
      frame.get(half);
      half[0] |= 0x40;
      return half;
    }
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void whicheverWayALinkEndsNoNativeMemoryIsHeldAfterIt(Way way) {
    for (Role role : Role.values()) {
      ByteRig rig = open(role, OPTIONS).credit(9);
      rig.peer(packed(rig, peer(role), Opcode.TEXT, bytes(LONG)));
      rig.send(LONG).run();
      assertThat(deflation(rig).held()).isEqualTo(2);

      way.how.accept(rig);

      assertThat(rig.ending()).as("%s of a %s", way, role).isNotNull();
      assertThat(deflation(rig).held()).as("%s of a %s", way, role).isZero();
      rig.send(LONG).run();
      assertThat(deflation(rig).held()).isZero();
    }
  }

  @Test
  void framesAreNotCompressed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OPTIONS.with(Delivery.FRAMES))
        .withMessage("compression needs Delivery.MESSAGES, got FRAMES");
    assertThat(LinkOptions.DEFAULT.with(Delivery.FRAMES).compression()).isEqualTo(Compression.OFF);
  }

  @Test
  void aRuntimeOfMessagesRefusesWhatItCannotBeHeldTo() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MessageRig.dialling(ByteRig.request(OPTIONS)))
        .withMessageStartingWith("this transport does not compress, asked for was Compression[");
  }
}
