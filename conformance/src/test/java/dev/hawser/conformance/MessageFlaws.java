package dev.hawser.conformance;

import static dev.hawser.conformance.HandshakeFlaws.opting;
import static dev.hawser.conformance.HandshakeFlaws.tampered;

import dev.hawser.close.Ending;
import dev.hawser.close.Role;
import dev.hawser.conformance.plain.Tampered;
import dev.hawser.transport.Completion;
import dev.hawser.transport.Delivery;
import dev.hawser.transport.HandshakeInfo;
import dev.hawser.transport.Link;
import dev.hawser.transport.LinkListener;
import dev.hawser.transport.WriteResult;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/** Transports that mangle, lose, hold or invent messages on their way in or out. */
final class MessageFlaws {
  private MessageFlaws() {}

  static List<BrokenTransport> all() {
    return List.of(
        BrokenTransport.of("reads text as Latin-1", "DL-1 DL-3", () -> wrapping(Latin1::new)),
        BrokenTransport.of("cuts binary at 65,535", "DL-2", () -> wrapping(CutsBinary::new)),
        BrokenTransport.of(
            "delivers fragments one by one", "DL-3 DL-4", () -> tampered(SingleFragments::new)),
        BrokenTransport.of("swaps two messages", "DL-5 TH-1 TH-5", () -> wrapping(Swaps::new)),
        BrokenTransport.of("loses half a frame", "DL-6", () -> tampered(LosesHalves::new)),
        BrokenTransport.of("reuses its buffers", "DL-7", () -> wrapping(Reuses::new)),
        BrokenTransport.of(
            "has a limit one byte short",
            "DL-8",
            () ->
                opting(
                    options ->
                        options.with(
                            options.limits().maxMessage(options.limits().maxMessage() - 1)))),
        BrokenTransport.of(
            "knows no frames", "DL-9 SN-13", () -> opting(o -> o.with(Delivery.MESSAGES))),
        BrokenTransport.of(
            "sends from a callback with the next event", "DL-10", () -> wrapping(Late::new)),
        BrokenTransport.of(
            "puts 1000 where another code is due",
            "FR-1 FR-2 FR-3 FR-4 FR-5 FR-6 FR-7 FR-8 FR-9 FR-10 FR-11 FR-12 FR-13 FR-14"
                + " CP-3 CP-8 CP-9 CP-10 EN-4 EN-5 EN-6 EN-7",
            () -> tampered(Says1000::new)),
        BrokenTransport.of(
            "takes messages of any size",
            "FR-11 FR-12 CP-9",
            () -> opting(o -> o.with(o.limits().maxMessage(Integer.MAX_VALUE)))),
        BrokenTransport.of("masks on the wrong side", "SN-1 FR-1", () -> tampered(Unmasks::new)),
        BrokenTransport.of(
            "writes every length in its longest form", "SN-2", () -> tampered(LongLengths::new)),
        BrokenTransport.of(
            "sends messages whole", "SN-4", () -> opting(o -> o.with(o.limits().fragment(0)))),
        BrokenTransport.of(
            "sends a message behind the next", "SN-5", () -> wrapping(Overtakes::new)),
        BrokenTransport.of(
            "calls everything written at once",
            "SN-6 SN-7 SN-8 SN-9 TH-3",
            () -> wrapping(AtOnce::new)),
        BrokenTransport.of(
            "forgets completions", "SN-7 SN-8 SN-9 TH-2", () -> wrapping(Forgets::new)),
        BrokenTransport.of("replaces lone surrogates", "SN-11", () -> wrapping(Surrogates::new)),
        BrokenTransport.of("cuts Pings", "SN-12 HB-3", () -> wrapping(CutsPings::new)),
        BrokenTransport.of("hears nothing while it writes", "SN-14", Deaf::new));
  }

  static Flaw wrapping(Function<LinkListener, Flaw.Wrapped> maker) {
    return new Flaw() {
      @Override
      Wrapped wrap(LinkListener app) {
        return maker.apply(app);
      }
    };
  }

  private static final class Latin1 extends Flaw.Wrapped {
    Latin1(LinkListener app) {
      super(app);
    }

    @Override
    public void onText(String message) {
      byte[] utf8 = message.getBytes(StandardCharsets.UTF_8);
      super.onText(new String(utf8, StandardCharsets.ISO_8859_1));
    }
  }

  private static final class CutsBinary extends Flaw.Wrapped {
    CutsBinary(LinkListener app) {
      super(app);
    }

    @Override
    public void onBinary(ByteBuffer message) {
      super.onBinary(message.limit(Math.min(message.limit(), 65_535)));
    }
  }

  private static final class SingleFragments extends Tampered {
    @Override
    public byte[] in(byte[] bytes) {
      byte[] altered = bytes.clone();
      if (altered.length > 0 && (altered[0] == 0x01 || altered[0] == 0x02)) {
        altered[0] |= (byte) 0x80;
      } else if (altered.length > 0 && (altered[0] == 0x00 || altered[0] == (byte) 0x80)) {
        altered[0] = (byte) 0x81;
      }
      return altered;
    }
  }

  private static final class Swaps extends Flaw.Wrapped {
    private String held;

    Swaps(LinkListener app) {
      super(app);
    }

    @Override
    public void onText(String message) {
      String before = held;
      if (before == null && message.equals("m7")) {
        held = message;
        return;
      }
      held = null;
      super.onText(message);
      if (before != null) {
        super.onText(before);
      }
    }
  }

  private static final class LosesHalves extends Flaw.Frames {
    @Override
    Flaw.Frames copy() {
      return new LosesHalves();
    }

    @Override
    public byte[] in(byte[] bytes) {
      int half = each(bytes, (first, payload, whole) -> {}).length;
      return Arrays.copyOf(bytes, bytes.length - half);
    }
  }

  private static final class Reuses extends Flaw.Wrapped {
    private final byte[] same = new byte[1 << 20];

    Reuses(LinkListener app) {
      super(app);
    }

    @Override
    public void onBinary(ByteBuffer message) {
      int length = message.remaining();
      message.get(same, 0, length);
      super.onBinary(ByteBuffer.wrap(same, 0, length));
    }
  }

  private static final class Late extends Flaw.Wrapped {
    private final List<String> waiting = new ArrayList<>();
    private Thread inside;

    Late(LinkListener app) {
      super(app);
    }

    @Override
    public void onText(String message) {
      for (String text : waiting) {
        link().sendText(text, Completion.IGNORED);
      }
      waiting.clear();
      inside = Thread.currentThread();
      super.onText(message);
      inside = null;
    }

    @Override
    public void sendText(String message, Completion completion) {
      if (inside == Thread.currentThread()) {
        waiting.add(message);
      } else {
        super.sendText(message, completion);
      }
    }
  }

  private static final class Says1000 extends Flaw.Frames {
    @Override
    Flaw.Frames copy() {
      return new Says1000();
    }

    @Override
    byte[] sent(int first, byte[] payload) {
      boolean fault = first == 0x88 && payload.length >= 2 && payload[0] == 3;
      int code = fault ? (payload[0] & 0xFF) << 8 | (payload[1] & 0xFF) : 0;
      return code == 1002 || code == 1007 || code == 1009
          ? frame(first, RawFrame.closePayload(1000, "Bye"))
          : frame(first, payload);
    }
  }

  private static final class Unmasks extends Flaw.Frames {
    @Override
    Flaw.Frames copy() {
      return new Unmasks();
    }

    @Override
    byte[] sent(int first, byte[] payload) {
      return RawBytes.frame(first, role == Role.SERVER, payload);
    }
  }

  private static final class LongLengths extends Flaw.Frames {
    @Override
    Flaw.Frames copy() {
      return new LongLengths();
    }

    @Override
    byte[] sent(int first, byte[] payload) {
      if (first != 0x82 || payload.length > 65_535) {
        return frame(first, payload);
      }
      byte[] body = frame(first, payload);
      byte[] tail = Arrays.copyOfRange(body, body.length - payload.length, body.length);
      return RawBytes.join(RawBytes.longHeader(first, role == Role.CLIENT, payload.length), tail);
    }
  }

  private static final class Overtakes extends Flaw.Wrapped {
    private String held;

    Overtakes(LinkListener app) {
      super(app);
    }

    @Override
    public synchronized void sendText(String message, Completion completion) {
      String before = held;
      if (before == null && message.equals("0:7")) {
        held = message;
        return;
      }
      if (before != null && message.startsWith("0:")) {
        held = null;
        super.sendText(message, completion);
        super.sendText(before, Completion.IGNORED);
        return;
      }
      super.sendText(message, completion);
    }
  }

  private static final class AtOnce extends Flaw.Wrapped {
    AtOnce(LinkListener app) {
      super(app);
    }

    @Override
    public void sendText(String message, Completion completion) {
      super.sendText(message, Completion.IGNORED);
      completion.done(WriteResult.WRITTEN);
    }

    @Override
    public void sendBinary(ByteBuffer message, Completion completion) {
      super.sendBinary(message, Completion.IGNORED);
      completion.done(WriteResult.WRITTEN);
    }
  }

  private static final class Forgets extends Flaw.Wrapped {
    Forgets(LinkListener app) {
      super(app);
    }

    private static Completion only(Completion completion) {
      return result -> {
        if (result == WriteResult.WRITTEN) {
          completion.done(result);
        }
      };
    }

    @Override
    public void sendText(String message, Completion completion) {
      super.sendText(message, only(completion));
    }

    @Override
    public void sendBinary(ByteBuffer message, Completion completion) {
      super.sendBinary(message, only(completion));
    }
  }

  private static final class Surrogates extends Flaw.Wrapped {
    Surrogates(LinkListener app) {
      super(app);
    }

    @Override
    public void sendText(String message, Completion completion) {
      byte[] replaced = message.getBytes(StandardCharsets.UTF_8);
      super.sendText(new String(replaced, StandardCharsets.UTF_8), completion);
    }
  }

  private static final class CutsPings extends Flaw.Wrapped {
    CutsPings(LinkListener app) {
      super(app);
    }

    @Override
    public void ping(ByteBuffer payload) {
      super.ping(payload.duplicate().limit(Math.min(100, payload.limit())));
    }
  }

  /** Does not read while something waits to be written. */
  private static final class Deaf extends Flaw {
    private volatile Link last;

    @Override
    Wrapped wrap(LinkListener app) {
      return new Wrapped(app) {
        @Override
        public void onOpen(Link link, HandshakeInfo info) {
          last = link;
          super.onOpen(link, info);
        }

        @Override
        public void onEnd(Ending ending) {
          super.onEnd(ending);
        }
      };
    }

    @Override
    Tampered tap() {
      return new Tampered() {
        @Override
        public byte[] in(byte[] bytes) {
          long end = System.nanoTime() + 3_000_000_000L;
          while (last != null && last.pendingBytes() > 0 && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(1_000_000);
          }
          return bytes;
        }
      };
    }
  }
}
