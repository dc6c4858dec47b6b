package dev.hawser.proxy;

import dev.hawser.close.Unreachability;
import java.nio.ByteBuffer;

/** What comes of bytes that a proxy sent. */
public sealed interface TunnelStep {
  /**
   * The conversation goes on.
   *
   * @param send what to write, empty for nothing
   */
  record More(ByteBuffer send) implements TunnelStep {
    static final More NOTHING = new More(ByteBuffer.allocate(0));
  }

  /** The tunnel is there: from now on the peer is the one that was asked for. */
  record Open() implements TunnelStep {}

  /**
   * There is no tunnel.
   *
   * @param kind {@code PROXY_AUTHENTICATION}, {@code PROXY_REFUSED} or {@code PROXY_FAILED}
   * @param text what the proxy said, in English
   */
  record Refused(Unreachability kind, String text) implements TunnelStep {}

  /**
   * The tunnel is there, unless bytes came before anything was asked through it: those are the
   * proxy's, and nobody's answer.
   */
  static TunnelStep opened(ByteBuffer behind) {
    int early = behind.remaining();
    behind.position(behind.limit());
    return early == 0
        ? new Open()
        : failed(early + " bytes came through the tunnel before anything was asked");
  }

  /** The proxy could not, or said what is no answer. */
  static Refused failed(String text) {
    return new Refused(Unreachability.PROXY_FAILED, text);
  }
}
