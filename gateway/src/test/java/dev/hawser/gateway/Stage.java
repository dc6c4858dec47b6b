package dev.hawser.gateway;

import dev.hawser.conformance.RawFrame;
import dev.hawser.conformance.RawPeer;

/** An open session: a raw peer on either side of the gateway, and the session's id. */
record Stage(Rig rig, RawPeer client, RawPeer upstream, String id) {
  /** Reads the next frame of that peer that is no Ping of the gateway's. */
  static RawFrame frame(RawPeer peer) {
    RawFrame frame = peer.readFrame();
    while (frame.opcode() == RawFrame.PING && frame.payload().length == 16) {
      frame = peer.readFrame();
    }
    return frame;
  }
}
