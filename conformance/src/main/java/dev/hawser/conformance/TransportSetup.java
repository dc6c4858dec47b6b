package dev.hawser.conformance;

import dev.hawser.time.Timers;
import dev.hawser.transport.TransportContext;
import java.util.concurrent.Executor;

/**
 * What the kit lends the transport under test.
 *
 * @param timers the kit's clock, which stands still until a rule moves it
 * @param executor threads for whatever may block
 */
public record TransportSetup(Timers timers, Executor executor) {
  /** Returns it in the form a provider takes. */
  public TransportContext context() {
    return new TransportContext(timers, executor);
  }
}
