package dev.hawser.transport;

import dev.hawser.close.CloseReason;
import dev.hawser.close.Ending;
import dev.hawser.close.Role;
import dev.hawser.close.TransportEnd;
import dev.hawser.frame.Frame;
import dev.hawser.frame.FrameWriter;
import dev.hawser.frame.Opcode;
import dev.hawser.http.Headers;
import dev.hawser.http.HttpAnswer;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** One link over a fake wire, in virtual time, with everything around it in the test's hand. */
final class ByteRig {
  final HandTimers timers;
  final HandThread thread;
  final LinkPlace place;
  final Recorder listener = new Recorder();
  final List<String> results = new ArrayList<>();
  final Role role;
  FakeWire wire;
  ByteDoor door;

  /** What a server answered. */
  Headers answered;

  private int mask;
  private final FrameWriter peer;

  private ByteRig(Role role) {
    this.role = role;
    this.peer = FrameWriter.of(role.peer());
    this.timers = new HandTimers();
    this.thread = new HandThread();
    this.place = new LinkPlace(thread, timers, () -> mask += 0x01020305);
    this.wire = new FakeWire(role);
  }

  private ByteRig(ByteRig neighbour) {
    this.role = Role.CLIENT;
    this.peer = FrameWriter.of(role.peer());
    this.timers = neighbour.timers;
    this.thread = neighbour.thread;
    this.place = neighbour.place;
    this.wire = new FakeWire(role);
  }

  /** An open client in the same place. */
  static ByteRig besides(ByteRig neighbour) {
    ByteRig rig = new ByteRig(neighbour);
    rig.door = ByteDoor.dial(request(options()), rig.listener, rig.place);
    rig.inside(rig::attach);
    rig.inside(rig.door::upgrade);
    rig.accept();
    return rig;
  }

  static LinkOptions options() {
    return LinkOptions.DEFAULT;
  }

  /** A client whose connection is made and whose request is sent. */
  static ByteRig asking(DialRequest request) {
    ByteRig rig = dialling(request);
    rig.inside(
        () -> {
          rig.door.resolving();
          rig.door.connecting("192.0.2.1:80");
          rig.attach();
          rig.door.connected("192.0.2.1:80");
          rig.door.upgrade();
        });
    return rig;
  }

  static ByteRig dialling(DialRequest request) {
    ByteRig rig = new ByteRig(Role.CLIENT);
    rig.door = ByteDoor.dial(request, rig.listener, rig.place);
    return rig;
  }

  static DialRequest request(LinkOptions options) {
    return DialRequest.of(URI.create("ws://example.test/feed?token=secret")).with(options);
  }

  void attach() {
    wire.written = door::written;
    door.wire(wire);
  }

  /** A client that is open, with credit for everything. */
  static ByteRig client() {
    return client(options());
  }

  static ByteRig client(LinkOptions options) {
    ByteRig rig = asking(request(options));
    rig.accept();
    return rig;
  }

  void accept() {
    inside(() -> door.response(answer(Headers.empty())));
  }

  /** Returns a 101 that answers this client's key. */
  HttpAnswer answer(Headers more) {
    try {
      String key = door.upgrade().headers().first("Sec-WebSocket-Key");
      byte[] sha =
          MessageDigest.getInstance("SHA-1")
              .digest(
                  (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")
                      .getBytes(StandardCharsets.US_ASCII));
      return HttpAnswer.of(
          101,
          Headers.of("Upgrade", "websocket", "Connection", "Upgrade")
              .with("Sec-WebSocket-Accept", Base64.getEncoder().encodeToString(sha))
              .withAll(more));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /** An accepted link that is open. */
  static ByteRig server(LinkOptions options) {
    return server(options, Headers.empty());
  }

  /** An accepted link whose request had further header fields. */
  static ByteRig server(LinkOptions options, Headers more) {
    ByteRig rig = new ByteRig(Role.SERVER);
    AcceptWire accepting =
        new AcceptWire() {
          @Override
          public String remoteAddress() {
            return "192.0.2.9:50000";
          }

          @Override
          public boolean secure() {
            return false;
          }

          @Override
          public void refuse(HttpAnswer answer) {
            throw new AssertionError("refused with " + answer.status() + answer.bodyText());
          }

          @Override
          public void upgrade(Headers answer, Upgrade upgrade) {
            rig.answered = answer;
            rig.door = upgrade.bytes(rig.wire);
            rig.wire.written = rig.door::written;
          }

          @Override
          public void drop() {
            throw new AssertionError("dropped");
          }
        };
    Admission yes = new Admission.Accept("", Headers.empty(), rig.listener, options);
    AcceptDoor accept =
        AcceptDoor.of(r -> CompletableFuture.completedFuture(yes), options, rig.place, accepting);
    rig.inside(
        () -> accept.request("GET", "/feed?x=1", "HTTP/1.1", requestHeaders().withAll(more)));
    return rig;
  }

  static Headers requestHeaders() {
    return Headers.of(
        "Host", "example.test",
        "Upgrade", "websocket",
        "Connection", "Upgrade",
        "Sec-WebSocket-Key", "AAAAAAAAAAAAAAAAAAAAAA==",
        "Sec-WebSocket-Version", "13");
  }

  static ByteRig open(Role role, LinkOptions options) {
    return role == Role.CLIENT ? client(options) : server(options);
  }

  Link link() {
    return door.link();
  }

  /** Does something on the link's thread, then lets the thread run. */
  ByteRig inside(Runnable task) {
    thread.inside(task);
    thread.run();
    return this;
  }

  ByteRig credit(long messages) {
    link().request(messages);
    thread.run();
    return this;
  }

  ByteRig send(String message) {
    link().sendText(message, result -> results.add(message + " " + result));
    return this;
  }

  ByteRig run() {
    thread.run();
    return this;
  }

  ByteRig advance(Duration by) {
    timers.advance(by, thread::run);
    return this;
  }

  /** The peer sends frames in one read. */
  ByteRig peer(ByteBuffer... frames) {
    ByteBuffer all = ByteBuffer.allocate(4 << 20);
    for (ByteBuffer frame : frames) {
      all.put(frame);
    }
    return bytes(all.flip());
  }

  ByteRig bytes(ByteBuffer bytes) {
    return inside(() -> door.bytes(bytes, true));
  }

  ByteBuffer text(String message) {
    return peer.text(message, 0x55AA1234);
  }

  ByteBuffer frame(Opcode opcode, boolean fin, String payload) {
    return frame(opcode, fin, payload.getBytes(StandardCharsets.UTF_8));
  }

  ByteBuffer frame(Opcode opcode, boolean fin, byte[] payload) {
    ByteBuffer target = ByteBuffer.allocate(payload.length + 14);
    peer.frame(target, new Frame(opcode, fin, 0, ByteBuffer.wrap(payload)), 0x10203040);
    return target.flip();
  }

  ByteBuffer ping(String payload) {
    return frame(Opcode.PING, true, payload);
  }

  ByteBuffer pong(byte[] payload) {
    return frame(Opcode.PONG, true, payload);
  }

  ByteBuffer close(CloseReason reason) {
    return peer.close(reason, 7);
  }

  ByteRig eof() {
    return inside(() -> door.eof(TransportEnd.FIN));
  }

  ByteRig failed(TransportEnd end) {
    return inside(() -> door.failed(end, new java.io.IOException("Connection reset")));
  }

  List<String> frames() {
    return wire.frames();
  }

  List<String> told() {
    return listener.told;
  }

  Ending ending() {
    return listener.ending;
  }
}
