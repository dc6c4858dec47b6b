package dev.hawser.conformance;

import dev.hawser.close.Ending;
import dev.hawser.close.Fault;
import dev.hawser.close.Role;
import dev.hawser.transport.Completion;
import dev.hawser.transport.Link;

/**
 * One open link and the raw peer at its other end.
 *
 * @param role the side the transport under test plays
 * @param app the application on it
 * @param peer the other end
 */
public record Pair(Role role, App app, RawPeer peer) {
  /** Returns the link. */
  public Link link() {
    return app.link();
  }

  /** Sends text, whatever becomes of it. */
  public void send(String text) {
    link().sendText(text, Completion.IGNORED);
  }

  /** Sends a marker both ways, behind everything else: nothing stands before it. */
  public void marker() {
    peer.sendText("marker");
    String got = app.text();
    if (!got.equals("marker")) {
      throw new AssertionError("the application saw: wanted the marker next, got '" + got + "'");
    }
    send("marker");
    got = peer.readText();
    if (!got.equals("marker")) {
      throw new AssertionError("on the wire: wanted the marker next, got '" + got + "'");
    }
  }

  /**
   * Ends a link whose peer broke a rule: exactly one Close of that code goes out, the fault is
   * named, and no message was delivered.
   */
  public Ending.Failed fails(int code, Fault fault) {
    RawFrame close = peer.readClose(code);
    if (close.masked() != (role == Role.CLIENT)) {
      throw new AssertionError("on the wire: wrongly masked " + close);
    }
    peer.fin();
    peer.readGone();
    Ending.Failed failed = app.ending(Ending.Failed.class);
    if (failed.fault() != fault || failed.code().value() != code) {
      throw new AssertionError("the application saw: wanted " + fault + ", got " + failed);
    }
    if (app.waiting() > 0) {
      throw new AssertionError("the application saw a message that breaks a rule");
    }
    return failed;
  }

  /** Waits until the link's thread is behind all that it told: a send after the end fails there. */
  void behindTheEnd(Bench bench) {
    Samples.Outcome marker = new Samples.Outcome();
    app.link().sendText("marker", marker);
    var unused = marker.await(bench);
  }
}
