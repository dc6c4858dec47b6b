package dev.hawser.doctor.battery;

import dev.hawser.doctor.evidence.AddressTry;
import dev.hawser.doctor.evidence.NameLookup;
import dev.hawser.doctor.evidence.Reach;
import dev.hawser.doctor.wire.Pace;
import dev.hawser.doctor.wire.RawLine;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** Looks a name up and dials every address, each by itself. */
final class Reaching {
  /** A name with more addresses than this is dialled at the first ones only. */
  private static final int MOST = 6;

  private static final int OTHER_PORT_PATIENCE = 1_000;

  private Reaching() {}

  /** What the resolver said, and the addresses to use. */
  record Resolved(NameLookup lookup, List<InetAddress> addresses) {}

  static Resolved resolve(String host) {
    String plain = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    long begun = System.nanoTime();
    try {
      List<InetAddress> all = Arrays.asList(InetAddress.getAllByName(plain));
      List<String> texts = all.stream().map(InetAddress::getHostAddress).toList();
      return new Resolved(new NameLookup(texts, "", since(begun)), all);
    } catch (UnknownHostException e) {
      String said = e.getMessage() == null ? "unknown host" : e.getMessage();
      return new Resolved(new NameLookup(List.of(), said, since(begun)), List.of());
    }
  }

  static List<AddressTry> dial(
      List<InetAddress> addresses, int port, Scene scene, ExecutorService executor) {
    int millis = (int) scene.plan().connect().toMillis();
    Pace pace = scene.budget().pace();
    List<CompletableFuture<AddressTry>> tries =
        addresses.stream()
            .limit(MOST)
            .filter(address -> scene.budget().take())
            .map(
                address ->
                    CompletableFuture.supplyAsync(
                        () -> dial(new InetSocketAddress(address, port), millis, pace), executor))
            .toList();
    return tries.stream().map(CompletableFuture::join).toList();
  }

  private static AddressTry dial(InetSocketAddress to, int millis, Pace pace) {
    InetAddress address = to.getAddress();
    long begun = System.nanoTime();
    Reach reach = reach(to, millis, pace);
    boolean v6 = address instanceof Inet6Address;
    return new AddressTry(address.getHostAddress(), v6, reach, since(begun));
  }

  private static Reach reach(InetSocketAddress to, int millis, Pace pace) {
    try (RawLine line = RawLine.dial(to, millis, pace)) {
      return line.end().ended() ? Reach.UNREACHABLE : Reach.CONNECTED;
    } catch (SocketTimeoutException e) {
      return Reach.TIMEOUT;
    } catch (ConnectException e) {
      String said = String.valueOf(e.getMessage());
      return said.contains("refused")
          ? Reach.REFUSED
          : said.contains("timed out") ? Reach.TIMEOUT : Reach.UNREACHABLE;
    } catch (IOException e) {
      return Reach.UNREACHABLE;
    }
  }

  /** Tells whether the host answers, be it with a refusal, on a port that most hosts answer on. */
  static boolean otherPortAnswers(InetAddress address, int port, Budget budget) {
    for (int other : new int[] {443, 80}) {
      if (other != port && budget.take()) {
        InetSocketAddress to = new InetSocketAddress(address, other);
        Reach reach = reach(to, OTHER_PORT_PATIENCE, budget.pace());
        if (reach == Reach.CONNECTED || reach == Reach.REFUSED) {
          return true;
        }
      }
    }
    return false;
  }

  private static long since(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
  }
}
