package dev.hawser.transport;

import dev.hawser.close.Role;
import dev.hawser.close.TransportEnd;
import dev.hawser.frame.Deflation;
import dev.hawser.frame.FrameReader;
import dev.hawser.frame.FrameRules;
import dev.hawser.frame.Inbound;
import dev.hawser.frame.MessageReader;
import dev.hawser.frame.Opcode;
import dev.hawser.frame.Scratch;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Reads a link's bytes: messages or frames to the application, control frames to the link. */
final class FrameInlet {
  private static final ThreadLocal<Scratch> SCRATCH = ThreadLocal.withInitial(Scratch::new);

  private final LinkCore core;
  private @Nullable MessageReader messages;
  private @Nullable Holdback holdback;
  private final @Nullable FrameReader frames;
  private boolean deaf;
  private boolean text;
  private long messageBytes;

  FrameInlet(LinkCore core, Role role) {
    this.core = core;
    FrameRules rules = rules(role);
    boolean whole = core.options.delivery() == Delivery.MESSAGES;
    this.messages = whole ? new MessageReader(rules) : null;
    this.frames = whole ? null : new FrameReader(rules);
  }

  private FrameRules rules(Role role) {
    return FrameRules.of(role)
        .maxMessage(core.options.limits().maxMessage())
        .lenientCodes(core.options.lenientCodes());
  }

  /** Messages may be compressed from the first one on. */
  void inflate(Deflation deflation) {
    messages = new MessageReader(rules(core.log.role()), deflation);
    holdback = new Holdback();
  }

  /** Takes in what was held back, as far as the application has come. */
  void resume() {
    Holdback held = holdback;
    while (held != null && held.any() && !core.arrivals.stuffed() && !core.life.over()) {
      ByteBuffer bytes = held.take();
      if (messages != null) {
        messages(messages, bytes);
      }
      if (!held.any() && held.end() != null) {
        core.life.peerEnded(held.end());
      }
    }
  }

  /** Tells whether the peer's end must wait for what was held back; it then comes behind that. */
  boolean holdsBack(TransportEnd end) {
    Holdback held = holdback;
    if (held == null || !held.any() || core.life.over()) {
      return false;
    }
    held.end(end);
    return true;
  }

  /** Takes bytes in; what comes after the end, a Close or a broken rule is let go. */
  void take(ByteBuffer bytes) {
    if (!bytes.hasRemaining() || core.life.over()) {
      return;
    }
    core.log.bytesIn += bytes.remaining();
    core.log.in(core.now());
    core.watch.alive();
    if (holdback != null && holdback.any()) {
      holdback.add(bytes);
    } else if (messages != null) {
      messages(messages, bytes);
    } else if (frames != null) {
      frames(frames, bytes);
    }
    bytes.position(bytes.limit());
  }

  private void messages(MessageReader reader, ByteBuffer bytes) {
    Scratch scratch = SCRATCH.get();
    int from = bytes.position();
    while (!deaf) {
      Inbound found = reader.next(bytes, scratch);
      switch (found) {
        case MORE -> {
          core.log.midFrame = reader.midFrame() || reader.midMessage();
          core.arrivals.partial(bytes.position() - from);
          return;
        }
        case TEXT -> {
          int size = reader.messageBytes();
          core.log.noteIn(true, size);
          core.arrivals.text(reader.takeText(), size);
          from = bytes.position();
          if (holdBack(bytes)) {
            return;
          }
        }
        case BINARY -> {
          core.log.noteIn(false, reader.messageBytes());
          core.arrivals.binary(reader.takeBinary());
          from = bytes.position();
          if (holdBack(bytes)) {
            return;
          }
        }
        case PING -> {
          core.log.ping();
          core.arrivals.ping(reader.takeControl());
        }
        case PONG -> pong(reader.takeControl());
        case CLOSE -> core.life.peerClosed(reader.closeReason());
        case VIOLATION -> {
          deaf = true;
          core.life.violated(reader.violation());
        }
        case DATA -> throw new IllegalStateException("a reader of messages told of a frame");
      }
    }
  }

  /** A few bytes may stand for many: what nobody takes yet is not inflated either. */
  private boolean holdBack(ByteBuffer bytes) {
    if (holdback == null || !core.arrivals.stuffed() || !bytes.hasRemaining()) {
      return false;
    }
    holdback.add(bytes);
    return true;
  }

  private void frames(FrameReader reader, ByteBuffer bytes) {
    while (!deaf) {
      Inbound found = reader.next(bytes);
      switch (found) {
        case MORE -> {
          core.log.midFrame = reader.midFrame() || reader.midMessage();
          return;
        }
        case DATA -> {
          ByteBuffer piece = reader.takeData();
          note(reader, piece.remaining());
          core.arrivals.frame(reader.opcode(), reader.fin(), piece);
        }
        case PING -> core.arrivals.control(Opcode.PING, reader.takeControl());
        case PONG -> {
          ByteBuffer payload = reader.takeControl();
          if (!core.watch.answered(payload, core.now())) {
            core.arrivals.control(Opcode.PONG, payload);
          }
        }
        case CLOSE -> core.life.peerClosed(reader.closeReason());
        case VIOLATION -> {
          deaf = true;
          core.life.violated(reader.violation());
        }
        case TEXT, BINARY ->
            throw new IllegalStateException("a reader of frames told of a message");
      }
    }
  }

  private void note(FrameReader reader, int bytes) {
    if (reader.opcode() != Opcode.CONTINUATION) {
      text = reader.opcode() == Opcode.TEXT;
      messageBytes = 0;
    }
    messageBytes += bytes;
    if (reader.fin()) {
      core.log.noteIn(text, messageBytes);
    }
  }

  private void pong(ByteBuffer payload) {
    if (!core.watch.answered(payload, core.now())) {
      core.arrivals.pong(payload);
    }
  }
}
