package dev.hawser.conformance;

import dev.hawser.transport.Transport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The contract of a transport as tests: extend it, make the transport, declare what is missing.
 *
 * <p>Every rule runs with a transport of its own against peers that are raw sockets of the kit, and
 * asserts what the application saw and what went over the wire. Deadlines are virtual: the kit
 * moves the clock of {@link TransportSetup}; sockets are real. What comes of it is written to
 * {@code target/conformance}, as Markdown and as JSON.
 */
@ExtendWith(Kit.class)
@Timeout(60)
@SuppressWarnings("exports") // The extension is nobody else's business.
public abstract class TransportConformance
    implements HandshakeRules,
        OfferRules,
        DialRules,
        UnreachableRules,
        ProxyRules,
        DeliveryRules,
        FramingRules,
        SendingRules,
        OutcomeRules,
        CloseRules,
        TeardownRules,
        EndRules,
        LossRules,
        AbortRules,
        HeartbeatRules,
        FlowRules,
        ThreadRules,
        ResourceRules,
        ServerRules,
        AdmissionRules,
        CompressionTermsRules,
        CompressionRules {
  private @Nullable Bench bench;

  /** For subclasses. */
  protected TransportConformance() {}

  /** Makes and starts the transport under test. */
  protected abstract Transport newTransport(TransportSetup setup);

  /** Returns what the transport is declared not to do; nothing unless overridden. */
  protected Gaps gaps() {
    return Gaps.NONE;
  }

  @Override
  public final Bench bench() {
    Bench current = bench;
    if (current == null) {
      throw new IllegalStateException("no rule is running");
    }
    return current;
  }

  final void begin(Bench fresh) {
    bench = fresh;
  }

  final void end() {
    Bench used = bench;
    bench = null;
    if (used != null) {
      used.close();
    }
  }
}
