package dev.hawser.transport.tyrus;

import dev.hawser.conformance.Gaps;
import dev.hawser.conformance.TransportConformance;
import dev.hawser.conformance.TransportSetup;
import dev.hawser.transport.Capability;
import dev.hawser.transport.Transport;

/** Every rule, with a server in a foreign Jakarta container. */
class MountConformanceTest extends TransportConformance {
  @Override
  protected Transport newTransport(TransportSetup setup) {
    return new MountedTyrus(setup.context());
  }

  @Override
  protected Gaps gaps() {
    return Gaps.NONE
        .lacking(Capability.FRAMES, "a container deals in messages, not in frames")
        .lacking(Capability.ABORT, "a session closes in order, never by a reset")
        .lacking(Capability.AWAITS_CLOSE_REPLY, "a container does not show the answer to a Close")
        .lacking(Capability.INBOUND_PAUSE, "a thread of the container waits")
        .lacking(Capability.TRANSPORT_END, "a container does not show how TCP ended")
        .lacking(Capability.EXACT_ERROR_CODE, "a container judges frames by itself")
        .lacking(Capability.EMPTY_CLOSE, "a container can send no empty Close")
        .lacking(Capability.EVERY_CLOSE_CODE, "a container decides which codes are legal")
        .lacking(Capability.SENDS_EVERY_CODE, "a container decides which codes may be sent")
        .lacking(Capability.STRICT_MASKING, "a container takes frames that are not masked")
        .lacking(Capability.BYTE_COUNTS, "a container does not show the bytes")
        .lacking(Capability.COMPRESSION, "a container negotiates extensions by itself")
        .lacking(Capability.PING, "a container answers Pings and does not show them")
        // Nothing backs up, yet a thread is parked, which the kit cannot see.
        .unsteady(Capability.INBOUND_PAUSE)
        // A container's threads may be quick enough.
        .unsteady(Capability.AWAITS_CLOSE_REPLY)
        .unsteady(Capability.ABORT)
        .breaking("SN-4", "a container sends a message in the frames it likes")
        .unsteady(
            "CL-12", "a container may tell of TCP's end where the peer's Close came before it")
        .unsteady(
            "RS-1", "a session that is given up ends by a Close, which may come before TCP's end")
        .unsteady("AB-6", "a container answers a Close before it tells of it")
        .breaking("EN-1", "a container answers a Close by itself, and does not say so")
        .breaking("SV-1", "host and port are the container's")
        .breaking(
            "SV-3", "the container has chosen the subprotocol before the application is asked")
        .breaking("SV-4", "the container has chosen the subprotocol, and shows no others")
        .breaking("SV-5", "the container has sent its 101: a refusal is a Close")
        .breaking("SV-6", "the container judges the request")
        .breaking("SV-7", "the container judges the request")
        .breaking("SV-9", "the container decides how long a request may take")
        .breaking("SV-10", "the container has sent its 101: a refusal is a Close")
        .breaking("SV-12", "the container has sent its 101: a refusal is a Close")
        .breaking("SV-13", "the container loses what comes with the request")
        .breaking("SV-15", "the port is the container's, which lives on")
        .breaking("SV-16", "the container counts its own connections")
        .breaking("SV-17", "TLS is the container's");
  }
}
