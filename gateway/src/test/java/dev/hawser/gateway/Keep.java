package dev.hawser.gateway;

import dev.hawser.conformance.BlackHole;
import dev.hawser.conformance.Identity;
import dev.hawser.conformance.RawServer;
import dev.hawser.transport.NameResolver;
import java.util.ArrayDeque;
import java.util.Deque;

/** What is needed before there is a rig. */
final class Keep implements AutoCloseable {
  private final Deque<AutoCloseable> kept = new ArrayDeque<>();
  private RawServer made;
  private SilentNames names;

  /** Makes a name server that never answers, and returns a name for which it is asked. */
  String unanswered() {
    names = keep(new SilentNames());
    return SilentNames.name();
  }

  /** Waits until it was asked for that name. */
  void asked() {
    names.asked();
  }

  /** Returns who finds names. */
  NameResolver resolver() {
    return names == null ? NameResolver.SYSTEM : names;
  }

  RawServer server() {
    made = keep(RawServer.plain(Rig.PATIENCE));
    return made;
  }

  RawServer secure(Identity identity) {
    made = keep(RawServer.secure(identity, Rig.PATIENCE));
    return made;
  }

  BlackHole hole() {
    return keep(new BlackHole());
  }

  <T extends AutoCloseable> T keep(T closeable) {
    kept.push(closeable);
    return closeable;
  }

  /** Returns the server that was made, null if none was. */
  RawServer made() {
    return made;
  }

  @Override
  public void close() {
    kept.forEach(Rig::closed);
  }
}
