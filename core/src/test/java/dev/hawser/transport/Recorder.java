package dev.hawser.transport;

import dev.hawser.close.Ending;
import dev.hawser.frame.Opcode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A listener that writes down what it is told and can be made to act on it. */
final class Recorder implements LinkListener {
  final List<String> told = new ArrayList<>();
  Consumer<String> then = what -> {};
  LinkListener frames = ending -> {};
  Link link;
  HandshakeInfo info;
  Ending closing;
  Ending ending;

  private void tell(String what) {
    if (ending != null) {
      throw new AssertionError("told of '" + what + "' after the end");
    }
    told.add(what);
    then.accept(what);
  }

  @Override
  public void onOpen(Link opened, HandshakeInfo settled) {
    link = opened;
    info = settled;
    tell("open");
  }

  @Override
  public void onText(String message) {
    tell("text " + (message.length() > 100 ? message.length() + " chars" : message));
  }

  @Override
  public void onBinary(ByteBuffer message) {
    tell("binary " + message.remaining());
  }

  @Override
  public void onPong(ByteBuffer payload) {
    tell("pong " + StandardCharsets.US_ASCII.decode(payload));
  }

  @Override
  public void onFrame(Opcode opcode, boolean fin, ByteBuffer payload) {
    frames.onFrame(opcode, fin, payload);
    tell(
        "frame " + opcode + (fin ? " " : "+ ") + StandardCharsets.US_ASCII.decode(payload.slice()));
  }

  @Override
  public void onConfirmed(long messages) {
    tell("confirmed " + messages);
  }

  @Override
  public void onClosing(Ending soFar) {
    tell("closing");
    closing = soFar;
  }

  @Override
  public void onEnd(Ending how) {
    tell("end");
    ending = how;
  }
}
