package dev.hawser.cli.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hawser.Parting;
import dev.hawser.Session;
import dev.hawser.cli.interop.Line.Target;
import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.close.Ending;
import dev.hawser.close.Initiator;
import dev.hawser.frame.Compression;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;

/**
 * A client for servers nobody here wrote.
 *
 * <p>{@code InteropClient TRANSPORT SERVER_URL SCENARIOS} prints one line for each scenario, {@code
 * ok NAME} or {@code not ok NAME: why}, after a line that says how many there are.
 */
final class InteropClient {
  private final Target target;
  private final Map<String, Callable<?>> scenarios = new LinkedHashMap<>();

  private InteropClient(Target target, JsonNode closes) {
    this.target = target;
    scenarios.put("text with €", this::echoesText);
    scenarios.put("binary of two bytes", () -> echoes(new byte[] {(byte) 0xff, 0}));
    scenarios.put("binary of 1 MiB", () -> echoes(oneMebibyte()));
    scenarios.put("fragments both ways", this::exchangesFragments);
    scenarios.put("ping by the client", this::pings);
    scenarios.put("ping by the server", this::answersPings);
    for (JsonNode close : closes.get("clientCloses")) {
      CloseReason reason = reason(close);
      scenarios.put("close " + reason.code().value() + " by the client", () -> closes(reason));
    }
    for (JsonNode close : closes.get("serverCloses")) {
      CloseReason reason = reason(close);
      scenarios.put("close " + reason.code().value() + " by the server", () -> isClosed(reason));
    }
    scenarios.put("drop by the server", this::isDropped);
    scenarios.put("drop by the client", this::drops);
    if (Line.COMPRESSED) {
      for (JsonNode asked : closes.get("compressed")) {
        Compression wish =
            Line.WISH
                .serverNoContextTakeover(asked.get("serverAlone").asBoolean())
                .clientNoContextTakeover(asked.get("clientAlone").asBoolean());
        scenarios.put("compressed " + asked, () -> echoes(wish, closes.get("sizes")));
        scenarios.put(
            "compressed in fragments " + asked,
            () -> exchangesFragments(wish, closes.get("sizes")));
      }
    }
  }

  public static void main(String[] args) throws IOException {
    JsonNode closes = new ObjectMapper().readTree(Path.of(args[2]).toFile());
    InteropClient client = new InteropClient(new Target(args[0], args[1]), closes);
    System.out.println("1.." + client.scenarios.size());
    client.scenarios.forEach(InteropClient::run);
  }

  // Whatever goes wrong in one scenario, the others run.
  private static void run(String name, Callable<?> scenario) {
    try {
      scenario.call();
      System.out.println("ok " + name);
    } catch (Exception | AssertionError failure) {
      System.out.println(
          "not ok " + name + ": " + failure.toString().replaceAll("\\s+", " ").strip());
    }
  }

  private static CloseReason reason(JsonNode close) {
    return CloseReason.of(CloseCode.of(close.get("code").asInt()), close.get("reason").asText());
  }

  private static byte[] oneMebibyte() {
    byte[] bytes = new byte[1 << 20];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    return bytes;
  }

  // Messages

  private Void echoesText() throws InterruptedException {
    try (Line line = Line.dial(target, "/echo")) {
      line.session().sendText("5 € für 𝄞");
      assertThat(line.text()).isEqualTo("5 € für 𝄞");
    }
    return null;
  }

  private Void echoes(byte[] payload) throws InterruptedException {
    try (Line line = Line.dial(target, "/echo")) {
      line.session().sendBinary(ByteBuffer.wrap(payload));
      assertThat(line.binary()).isEqualTo(ByteBuffer.wrap(payload));
    }
    return null;
  }

  private Void echoes(Compression wish, JsonNode sizes) throws InterruptedException {
    try (Line line = Line.dial(target, "/echo", wish)) {
      assertThat(line.session().handshake().extensions().get(0))
          .matches(agreed -> !wish.serverNoContextTakeover() || agreed.contains("server_no_"));
      for (JsonNode size : sizes) {
        String text = "{'rope':'tauwerk','long':'abc'},".repeat(size.asInt() / 32 + 1);
        text = text.substring(0, size.asInt());
        for (int i = 0; i < 5; i++) {
          line.session().sendText(text);
          assertThat(line.text()).isEqualTo(text);
          byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
          line.session().sendBinary(ByteBuffer.wrap(bytes));
          assertThat(line.binary()).isEqualTo(ByteBuffer.wrap(bytes));
        }
      }
    }
    return null;
  }

  private Void exchangesFragments(Compression wish, JsonNode sizes) throws InterruptedException {
    Random dice = new Random(7);
    try (Line line = Line.dial(target, "/fragments", wish)) {
      for (JsonNode size : sizes) {
        byte[] noise = new byte[size.asInt()];
        dice.nextBytes(noise);
        String digits = HexFormat.of().formatHex(noise); // half as long when it is compressed
        for (String text : List.of("€".repeat(size.asInt()), digits)) {
          line.session().sendText(text);
          assertThat(line.text()).isEqualTo(text);
        }
      }
    }
    return null;
  }

  private Void exchangesFragments() throws InterruptedException {
    String text = "€".repeat(3000);
    try (Line line = Line.dial(target, "/fragments")) {
      line.session().sendText(text);
      assertThat(line.text()).isEqualTo(text);
    }
    return null;
  }

  private Void pings() {
    try (Line line = Line.dial(target, "/echo")) {
      Session session = line.session();
      session.ping(ByteBuffer.wrap("are you there".getBytes(StandardCharsets.UTF_8)));
      assertThat(Line.settled(session.confirm().toCompletableFuture())).isTrue();
    }
    return null;
  }

  private Void answersPings() throws InterruptedException {
    try (Line line = Line.dial(target, "/ping")) {
      assertThat(line.text()).isEqualTo("pong hawser");
    }
    return null;
  }

  // Ends

  private Void closes(CloseReason reason) throws InterruptedException {
    Line line = Line.dial(target, "/echo");
    line.session().close(reason);
    Parting parting = line.ended();
    assertThat(View.of(parting)).startsWith(String.valueOf(reason.code().value()));
    assertEnd(parting, Initiator.USER, reason);
    assertThat(Line.seenBy(target, line)).isEqualTo(View.of(reason));
    return null;
  }

  private Void isClosed(CloseReason reason) throws InterruptedException {
    Line line = Line.closedBy(target, reason);
    assertEnd(line.ended(), Initiator.PEER, reason);
    assertThat(Line.seenBy(target, line)).startsWith(String.valueOf(reason.code().value()));
    return null;
  }

  private static void assertEnd(Parting parting, Initiator by, CloseReason reason) {
    assertThat(parting.ending()).isInstanceOf(Ending.Closed.class);
    Ending.Closed closed = (Ending.Closed) parting.ending();
    assertThat(closed.by()).isEqualTo(by);
    assertThat(closed.reason()).isEqualTo(reason);
    assertThat(closed.clean()).as("%s is clean", closed).isTrue();
  }

  private Void isDropped() {
    Line line = Line.dial(target, "/drop");
    line.session().sendText("drop me");
    Parting parting = line.ended();
    assertThat(parting.ending()).isInstanceOf(Ending.Dropped.class);
    assertThat(parting.code()).isEqualTo(CloseCode.ABNORMAL_CLOSURE);
    return null;
  }

  private Void drops() throws InterruptedException {
    Line line = Line.dial(target, "/echo");
    line.session().abort();
    assertThat(line.ended().ending()).isInstanceOf(Ending.Aborted.class);
    assertThat(Line.seenBy(target, line)).isEqualTo("1006");
    return null;
  }
}
