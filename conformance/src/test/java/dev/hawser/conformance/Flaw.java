package dev.hawser.conformance;

import dev.hawser.close.Ending;
import dev.hawser.close.Role;
import dev.hawser.conformance.plain.Tampered;
import dev.hawser.transport.Acceptor;
import dev.hawser.transport.Admission;
import dev.hawser.transport.Capability;
import dev.hawser.transport.DialRequest;
import dev.hawser.transport.HandshakeInfo;
import dev.hawser.transport.Link;
import dev.hawser.transport.LinkListener;
import dev.hawser.transport.LinkOptions;
import dev.hawser.transport.ListenRequest;
import dev.hawser.transport.Listening;
import dev.hawser.transport.Transport;
import dev.hawser.transport.TransportContext;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One way to break the contract: a plain transport but for what a subclass overrides.
 *
 * <p>Wraps the transport, each listener and each link, and hands each socket's bytes to a tap.
 */
class Flaw implements Transport {
  private Transport plain;

  /** Starts the transport beneath. */
  Transport over(TransportSetup setup) {
    plain = tap().transport(context(setup));
    return this;
  }

  // What a flaw may override.

  TransportContext context(TransportSetup setup) {
    return setup.context();
  }

  Tampered tap() {
    return new Tampered();
  }

  DialRequest request(DialRequest request) {
    return request.with(options(request.options()));
  }

  LinkOptions options(LinkOptions options) {
    return options;
  }

  Wrapped wrap(LinkListener app) {
    return new Wrapped(app);
  }

  ListenRequest listening(ListenRequest request) {
    return request.with(options(request.options()));
  }

  CompletionStage<Admission> decide(
      Acceptor acceptor, dev.hawser.transport.UpgradeRequest request) {
    return acceptor.decide(request);
  }

  Admission.Accept accept(Admission.Accept yes) {
    return yes;
  }

  // The transport.

  final Transport plain() {
    return plain;
  }

  @Override
  public String name() {
    return "broken";
  }

  @Override
  public Set<Capability> capabilities() {
    return plain.capabilities();
  }

  @Override
  public Link dial(DialRequest request, LinkListener listener) {
    Wrapped wrapped = wrap(listener);
    wrapped.beneath = plain.dial(request(request), wrapped);
    return wrapped;
  }

  @Override
  public CompletionStage<Listening> listen(ListenRequest request, Acceptor acceptor) {
    return plain.listen(
        listening(request),
        asked ->
            decide(acceptor, asked)
                .thenApply(
                    admission -> {
                      if (admission instanceof Admission.Accept yes) {
                        Admission.Accept to = accept(yes);
                        return new Admission.Accept(
                            to.subprotocol(),
                            to.headers(),
                            wrap(to.listener()),
                            options(to.options()));
                      }
                      return admission;
                    }));
  }

  @Override
  public void close() {
    plain.close();
  }

  static <T> CompletionStage<T> now(T value) {
    return CompletableFuture.completedFuture(value);
  }

  /** Both sides of one link: what the application hears, and what it calls. */
  static class Wrapped implements LinkListener, Link {
    final LinkListener app;
    volatile @Nullable Link beneath;

    Wrapped(LinkListener app) {
      this.app = app;
    }

    final Link link() {
      while (beneath == null) {
        Thread.onSpinWait();
      }
      return beneath;
    }

    @Override
    public void onOpen(Link link, HandshakeInfo info) {
      beneath = link;
      app.onOpen(this, info);
    }

    @Override
    public void onText(String message) {
      app.onText(message);
    }

    @Override
    public void onBinary(ByteBuffer message) {
      app.onBinary(message);
    }

    @Override
    public void onPong(ByteBuffer payload) {
      app.onPong(payload);
    }

    @Override
    public void onFrame(dev.hawser.frame.Opcode opcode, boolean fin, ByteBuffer payload) {
      app.onFrame(opcode, fin, payload);
    }

    @Override
    public void onConfirmed(long messages) {
      app.onConfirmed(messages);
    }

    @Override
    public void onClosing(Ending soFar) {
      app.onClosing(soFar);
    }

    @Override
    public void onEnd(Ending ending) {
      app.onEnd(ending);
    }

    @Override
    public void request(long messages) {
      link().request(messages);
    }

    @Override
    public void sendText(String message, dev.hawser.transport.Completion completion) {
      link().sendText(message, completion);
    }

    @Override
    public void sendBinary(ByteBuffer message, dev.hawser.transport.Completion completion) {
      link().sendBinary(message, completion);
    }

    @Override
    public void sendFrame(
        dev.hawser.frame.Opcode opcode,
        boolean fin,
        ByteBuffer payload,
        dev.hawser.transport.Completion completion) {
      link().sendFrame(opcode, fin, payload, completion);
    }

    @Override
    public void ping(ByteBuffer payload) {
      link().ping(payload);
    }

    @Override
    public void probe() {
      link().probe();
    }

    @Override
    public long pendingBytes() {
      return link().pendingBytes();
    }

    @Override
    public void close(dev.hawser.close.CloseReason reason) {
      link().close(reason);
    }

    @Override
    public void fail(dev.hawser.close.Fault fault, String text) {
      link().fail(fault, text);
    }

    @Override
    public void abort() {
      link().abort();
    }
  }

  /** Alters frames as they pass, whole ones at a time. */
  static class Frames extends Tampered {
    private byte[] in = {};
    private byte[] out = {};
    Role role = Role.CLIENT;

    Frames copy() {
      throw new AssertionError("each flaw makes its own");
    }

    @Override
    public Tampered fresh(Role of) {
      Frames fresh = copy();
      fresh.role = of;
      return fresh;
    }

    /** Returns the bytes to write in place of a frame. */
    byte[] sent(int first, byte[] payload) {
      return frame(first, payload);
    }

    /** Tells what a frame of the peer is before it is passed on. */
    void seen(int first, byte[] payload) {}

    final byte[] frame(int first, byte[] payload) {
      return RawBytes.frame(first, role == Role.CLIENT, payload);
    }

    @Override
    public byte[] in(byte[] bytes) {
      in = RawBytes.join(in, bytes);
      in = each(in, (first, payload, whole) -> seen(first, payload));
      return bytes;
    }

    @Override
    public byte[] out(byte[] bytes) {
      out = RawBytes.join(out, bytes);
      java.io.ByteArrayOutputStream altered = new java.io.ByteArrayOutputStream();
      out = each(out, (first, payload, whole) -> altered.writeBytes(sent(first, payload)));
      return altered.toByteArray();
    }

    interface Each {
      void frame(int first, byte[] payload, byte[] whole);
    }

    /** Calls for each whole frame and returns the rest. */
    static byte[] each(byte[] bytes, Each each) {
      int at = 0;
      while (bytes.length - at >= 2) {
        int length = bytes[at + 1] & 0x7F;
        boolean masked = bytes[at + 1] < 0;
        int head = 2 + (length == 126 ? 2 : length == 127 ? 8 : 0) + (masked ? 4 : 0);
        if (bytes.length - at < head) {
          break;
        }
        ByteBuffer header = ByteBuffer.wrap(bytes, at + 2, head - 2);
        if (length == 126) {
          length = header.getShort() & 0xFFFF;
        } else if (length == 127) {
          length = (int) Math.min(header.getLong(), Integer.MAX_VALUE / 2);
        }
        if (length < 0 || bytes.length - at - head < length) {
          break;
        }
        byte[] payload = new byte[length];
        for (int i = 0; i < length; i++) {
          byte mask = masked ? bytes[at + head - 4 + (i & 3)] : 0;
          payload[i] = (byte) (bytes[at + head + i] ^ mask);
        }
        byte[] whole = java.util.Arrays.copyOfRange(bytes, at, at + head + length);
        each.frame(bytes[at] & 0xFF, payload, whole);
        at += head + length;
      }
      return java.util.Arrays.copyOfRange(bytes, at, bytes.length);
    }
  }
}
