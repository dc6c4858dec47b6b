package dev.hawser.doctor.wire;

import dev.hawser.close.Unreachability;
import dev.hawser.doctor.evidence.Exchange;
import dev.hawser.doctor.evidence.Probe;
import dev.hawser.doctor.evidence.TlsLook;
import dev.hawser.doctor.evidence.WireEnd;
import dev.hawser.frame.HandshakeResult;
import dev.hawser.frame.WebSocketUri;
import dev.hawser.http.Headers;
import dev.hawser.http.HttpAnswer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends one request to one address and notes what comes back; thread-safe.
 *
 * @param address where to
 * @param tls how TLS is spoken there, null where it is not
 * @param base what all requests have in common
 * @param connectMillis the longest wait for TCP, and for TLS
 * @param pace the time that deadlines are moments of
 */
public record Knock(
    InetSocketAddress address, @Nullable TlsDial tls, Base base, int connectMillis, Pace pace) {

  /**
   * What all requests of an examination have in common.
   *
   * @param uri where to
   * @param headers the user's header fields
   * @param subprotocols those offered
   * @param origin the Origin sent
   * @param ownOrigin the origin of the URL's host
   */
  public record Base(
      WebSocketUri uri,
      Headers headers,
      List<String> subprotocols,
      String origin,
      String ownOrigin) {}

  /**
   * What came of it.
   *
   * @param exchange what was seen
   * @param socket the WebSocket, null when there is none
   */
  public record Visit(Exchange exchange, @Nullable Socketed socket) implements AutoCloseable {
    @Override
    public void close() {
      if (socket != null) {
        socket.close();
      }
    }
  }

  /** Sends the probe's request and reads until the moment at most. */
  public Visit visit(Probe probe, long deadline) {
    Request request = Request.of(probe, base);
    long begun = System.nanoTime();
    RawLine line;
    try {
      line = RawLine.dial(address, patience(deadline), pace);
    } catch (SocketTimeoutException e) {
      return new Visit(Exchange.mute(WireEnd.OPEN, since(begun)), null);
    } catch (IOException e) {
      return new Visit(Exchange.mute(WireEnd.BROKEN, since(begun)), null);
    }
    Visit visit = talk(line, request, probe, deadline);
    if (visit.socket() == null) {
      line.close();
    }
    return visit;
  }

  /** Returns for how many milliseconds TCP may be waited for now. */
  private int patience(long deadline) {
    long left = TimeUnit.NANOSECONDS.toMillis(deadline - pace.now());
    return (int) Math.max(1, Math.min(connectMillis, left));
  }

  private Visit talk(RawLine line, Request request, Probe probe, long deadline) {
    if (tls != null && probe != Probe.CLEAR) {
      long full = pace.now() + TimeUnit.MILLISECONDS.toNanos(connectMillis);
      long secured = Math.min(full, deadline);
      TlsLook look = tls.shake(line, List.of("http/1.1"), secured);
      if (!look.done()) {
        return new Visit(Exchange.mute(look.end(), look.millis()), null);
      }
    }
    long asked = System.nanoTime();
    boolean unsent = !line.write(request.bytes());
    AnswerReader reader = new AnswerReader(line);
    HttpAnswer answer = reader.read(deadline);
    if (unsent && answer == null && !reader.any() && line.end() == WireEnd.OPEN) {
      return new Visit(Exchange.mute(WireEnd.RST, since(asked)), null);
    }
    HandshakeResult result = answer == null ? null : request.handshake().judge(answer);
    boolean upgraded = result instanceof HandshakeResult.Accepted || lenient(result);
    long first = reader.any() ? (reader.firstByteAt() - asked) / 1_000_000 : -1;
    Exchange exchange =
        new Exchange(
            answer, defect(result, line), reader.firstBytes(), line.end(), first, since(asked));
    return new Visit(exchange, upgraded ? new Socketed(line, reader.rest()) : null);
  }

  /** An unwanted subprotocol is a finding of its own: the connection is a WebSocket. */
  private static boolean lenient(@Nullable HandshakeResult result) {
    return result instanceof HandshakeResult.Invalid invalid
        && invalid.kind() == Unreachability.SUBPROTOCOL_MISMATCH;
  }

  private static String defect(@Nullable HandshakeResult result, RawLine line) {
    if (result instanceof HandshakeResult.Invalid invalid) {
      return lenient(invalid) ? "" : invalid.detail();
    }
    return line.alert();
  }

  private static long since(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
  }
}
