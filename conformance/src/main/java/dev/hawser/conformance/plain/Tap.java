package dev.hawser.conformance.plain;

import dev.hawser.close.Role;
import dev.hawser.transport.Masks;
import java.io.InputStream;

/**
 * Stands between a link and its socket, for the kit's own tests: a transport that breaks a rule is
 * this one with a tap that alters what passes.
 */
interface Tap {
  /** Lets everything pass. */
  Tap NONE = new Tap() {};

  /** Begins with a new socket. */
  default Tap fresh(Role role) {
    return this;
  }

  /** Returns where masking keys come from. */
  default Masks masks() {
    return Masks.secure();
  }

  /** Returns what the head of a request or an answer is read from. */
  default InputStream reading(InputStream in) {
    return in;
  }

  /** Returns what is written in place of the head of a request or an answer. */
  default String head(String head) {
    return head;
  }

  /** Returns what is written in place of these bytes of a link. */
  default byte[] out(byte[] bytes) {
    return bytes;
  }

  /** Returns what the link is told in place of these bytes of its peer. */
  default byte[] in(byte[] bytes) {
    return bytes;
  }

  /** Tells whether the end of our direction is passed on. */
  default boolean ends() {
    return true;
  }
}
