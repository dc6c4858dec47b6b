package dev.hawser.conformance.plain;

import dev.hawser.close.Role;
import dev.hawser.transport.Masks;
import dev.hawser.transport.Transport;
import dev.hawser.transport.TransportContext;
import java.io.InputStream;

/** A tap that other packages' tests may write. */
public class Tampered implements Tap {
  /** Starts a plain transport whose bytes pass through this. */
  public final Transport transport(TransportContext context) {
    return PlainSocketTransport.create(context, this);
  }

  @Override
  public Tampered fresh(Role role) {
    return this;
  }

  @Override
  public Masks masks() {
    return Masks.secure();
  }

  @Override
  public InputStream reading(InputStream in) {
    return in;
  }

  @Override
  public String head(String head) {
    return head;
  }

  @Override
  public byte[] out(byte[] bytes) {
    return bytes;
  }

  @Override
  public byte[] in(byte[] bytes) {
    return bytes;
  }

  @Override
  public boolean ends() {
    return true;
  }
}
