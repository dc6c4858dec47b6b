package dev.hawser.examples.custom;

// snippet:transport-conformance
import dev.hawser.conformance.Gaps;
import dev.hawser.conformance.TransportConformance;
import dev.hawser.conformance.TransportSetup;
import dev.hawser.transport.Capability;
import dev.hawser.transport.Transport;

class JdkConformanceTest extends TransportConformance {
  @Override
  protected Transport newTransport(TransportSetup setup) {
    return new JdkTransport(setup.context());
  }

  @Override
  protected Gaps gaps() {
    return Gaps.NONE
        .lacking(JdkTransport.MISSING)
        .unsteady(Capability.EXACT_ERROR_CODE)
        .breaking("HS-5", "it leaves TCP open behind an answer that is no HTTP")
        .breaking("HS-17", "what it shows of the 101 has no length")
        .breaking("DI-4", "it reads a body to its end")
        .breaking("DI-14", "it always compares the host name")
        .breaking("AB-1", "its abort is a FIN")
        .unsteady("RS-2", "before Java 21 its selector goes with the garbage")
        .unsteady("FL-6", "it can lose a FIN close behind a frame, or the message in it");
  }
}
// end
