package dev.hawser.driver;

import dev.hawser.close.Ending;
import dev.hawser.close.LinkFacts;
import dev.hawser.close.Phase;
import dev.hawser.close.Role;
import dev.hawser.close.Unreachability;
import dev.hawser.frame.WebSocketUri;
import dev.hawser.handbook.Language;
import dev.hawser.machine.Effect;
import dev.hawser.transport.DialRequest;
import dev.hawser.transport.Link;
import dev.hawser.transport.TransportClosedException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Asks what an attempt dials and dials it, all on the client's executor.
 *
 * <p>An attempt whose request fails or is late ends without a dial; one that was given up while the
 * request was made never dials.
 */
final class Dialler {
  private final ClientFace face;
  private final ClientSetup setup;
  private final Failures failures;

  /** Who is told that an attempt ended without a dial. */
  interface Failures {
    void failed(SessionLink link, Ending ending);
  }

  Dialler(ClientFace face, ClientSetup setup, Failures failures) {
    this.face = face;
    this.setup = setup;
    this.failures = failures;
  }

  void dial(SessionLink link, Effect.Dial dial, int attempt) {
    setup
        .executor()
        .execute(
            LinkCall.marked(
                face,
                () -> {
                  try {
                    face.request(attempt, dial.endpoint(), dial.renewCredentials())
                        .whenComplete((request, failure) -> requested(link, request, failure));
                  } catch (RuntimeException | Error thrown) {
                    requested(link, null, thrown);
                  }
                }));
  }

  private void requested(
      SessionLink link, @Nullable DialRequest request, @Nullable Throwable failure) {
    // Back to the executor: a stage completes on any thread, and a dial may take its time.
    setup
        .executor()
        .execute(
            LinkCall.marked(
                face,
                () -> {
                  if (request == null || failure != null) {
                    fail(link, failure);
                  } else if (link.claim()) {
                    dial(link, request);
                  }
                }));
  }

  /** Dials; a transport that is closed, or that cannot ask for that, throws. */
  private void dial(SessionLink link, DialRequest request) {
    WebSocketUri uri = WebSocketUri.of(request.uri());
    link.origin = (uri.secure() ? "wss://" : "ws://") + uri.hostHeader();
    Link dialled;
    try {
      dialled = setup.transport().dial(request, link.listener());
    } catch (TransportClosedException closed) {
      failures.failed(link, undialled(Unreachability.TRANSPORT_CLOSED, "", closed));
      return;
    } catch (RuntimeException | Error thrown) {
      failures.failed(link, notPrepared(thrown));
      return;
    }
    link.is(dialled);
  }

  /** The request has taken too long. */
  void late(SessionLink link) {
    fail(
        link,
        new TimeoutException(
            "not there within " + Language.ENGLISH.duration(setup.requestWithin())));
  }

  private void fail(SessionLink link, @Nullable Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (link.claim()) {
      failures.failed(link, notPrepared(cause));
    }
  }

  private static Ending notPrepared(@Nullable Throwable cause) {
    String text = "endpoint, header fields or credentials: " + cause;
    return undialled(Unreachability.NOT_PREPARED, text, cause);
  }

  private static Ending undialled(Unreachability kind, String text, @Nullable Throwable cause) {
    LinkFacts facts = LinkFacts.bare(Role.CLIENT, Phase.RESOLVING).withException(cause);
    return new Ending.Unreachable(kind, text, facts);
  }
}
