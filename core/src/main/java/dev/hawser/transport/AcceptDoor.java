package dev.hawser.transport;

import dev.hawser.close.Ending;
import dev.hawser.close.LinkFacts;
import dev.hawser.close.Phase;
import dev.hawser.close.Role;
import dev.hawser.close.TransportEnd;
import dev.hawser.close.Unreachability;
import dev.hawser.frame.DeflateTerms;
import dev.hawser.frame.RequestHead;
import dev.hawser.frame.ServerHandshake;
import dev.hawser.http.Headers;
import dev.hawser.http.HttpAnswer;
import dev.hawser.machine.LinkState;
import dev.hawser.time.TimerNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Where a server's adapter reports an accepted socket until it becomes a link or is refused.
 *
 * <p>Judges the request (400, 426), asks the {@link Acceptor} (500 where that fails, 503 where it
 * is not done within the handshake timeout) and drops a socket whose request is not complete within
 * the handshake timeout, or that its peer leaves standing after a refusal. Every method is called
 * on the link's thread.
 */
public final class AcceptDoor {
  private enum Stage {
    READING,
    DECIDING,
    REFUSED,
    OVER
  }

  private final Acceptor acceptor;
  private final LinkOptions options;
  private final LinkPlace place;
  private final AcceptWire wire;
  private final long began;
  private final TimerNode timer =
      new TimerNode() {
        @Override
        protected void fire() {
          place.thread().execute(AcceptDoor.this::late);
        }
      };
  private Stage stage = Stage.READING;
  private long deadline;
  private @Nullable RequestHead head;

  private AcceptDoor(Acceptor acceptor, LinkOptions options, LinkPlace place, AcceptWire wire) {
    this.acceptor = acceptor;
    this.options = options;
    this.place = place;
    this.wire = wire;
    this.began = place.timers().nanos();
  }

  /** Begins with an accepted socket: the handshake deadline runs from now. */
  public static AcceptDoor of(
      Acceptor acceptor, LinkOptions options, LinkPlace place, AcceptWire wire) {
    AcceptDoor door = new AcceptDoor(acceptor, options, place, wire);
    door.within(options.deadlines().handshake());
    return door;
  }

  private void within(Duration wait) {
    deadline = place.timers().nanos() + wait.toNanos();
    place.timers().arm(timer, deadline);
  }

  /**
   * A request's head is complete; only the first counts.
   *
   * @param target path and query as sent
   * @param version such as {@code HTTP/1.1}
   */
  public void request(String method, String target, String version, Headers headers) {
    if (stage != Stage.READING) {
      return;
    }
    RequestHead asked = new RequestHead(method, target, version, headers);
    ServerHandshake judged = ServerHandshake.judge(asked);
    head = asked;
    if (judged instanceof ServerHandshake.Refusal refusal) {
      refuse(undecided(refusal.answer()));
    } else if (judged instanceof ServerHandshake.Request valid) {
      stage = Stage.DECIDING;
      within(options.deadlines().handshake());
      decide(valid, asked);
    }
  }

  private void decide(ServerHandshake.Request valid, RequestHead asked) {
    CompletionStage<Admission> decision;
    try {
      decision =
          acceptor.decide(
              new UpgradeRequest(
                  asked.target(),
                  asked.headers(),
                  valid.subprotocols(),
                  wire.remoteAddress(),
                  wire.secure()));
    } catch (Throwable thrown) {
      refuse(500, "the request could not be decided");
      return;
    }
    var unused =
        decision.whenComplete(
            (admission, thrown) -> {
              if (place.thread().current()) {
                decided(valid, admission);
              } else {
                place.thread().execute(() -> decided(valid, admission));
              }
            });
  }

  private void decided(ServerHandshake.Request valid, @Nullable Admission admission) {
    if (stage != Stage.DECIDING) {
      tooLate(admission);
      return;
    }
    if (admission instanceof Admission.Refuse no) {
      refuse(no.answer());
    } else if (admission instanceof Admission.Accept yes) {
      accept(valid, yes);
    } else {
      refuse(500, "the request could not be decided");
    }
  }

  private void accept(ServerHandshake.Request valid, Admission.Accept yes) {
    DeflateTerms deflate = DeflateTerms.accept(valid.extensions(), yes.options().compression());
    HttpAnswer answer;
    try {
      answer = valid.accept(yes.subprotocol(), yes.headers(), deflate);
    } catch (IllegalArgumentException e) {
      refuse(500, "the request was accepted on terms that the handshake does not allow");
      tooLate(yes);
      return;
    }
    over();
    List<String> extensions = deflate == null ? List.of() : List.of(deflate.text());
    HandshakeInfo info =
        new HandshakeInfo(yes.subprotocol(), extensions, asked().headers(), wire.remoteAddress());
    Upgrade upgrade = new Upgrade(link(yes, answer, info), info, deflate);
    wire.upgrade(answer.headers(), upgrade);
    upgrade.begin();
  }

  /** Whoever was to have the link is told that there is none. */
  private void tooLate(@Nullable Admission admission) {
    if (admission instanceof Admission.Accept yes) {
      Logbook log = new Logbook(Role.SERVER, path(), Phase.HANDSHAKING, began);
      log.reached(wire.remoteAddress());
      log.ended(TransportEnd.UNSEEN);
      LinkFacts facts = log.facts(place.timers().nanos(), 0);
      String text = "the client was gone, or refused, before it was accepted";
      yes.listener().onEnd(new Ending.Unreachable(Unreachability.LOST, text, facts));
    }
  }

  private String path() {
    String target = asked().target();
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }

  private RequestHead asked() {
    RequestHead asked = head;
    if (asked == null) {
      throw new IllegalStateException("nothing was asked");
    }
    return asked;
  }

  private LinkCore link(Admission.Accept yes, HttpAnswer answer, HandshakeInfo info) {
    Logbook log = new Logbook(Role.SERVER, path(), Phase.HANDSHAKING, began);
    log.reached(wire.remoteAddress());
    log.answered(answer);
    log.negotiated(info.subprotocol(), info.extensions());
    return new LinkCore(place, yes.options(), yes.listener(), log, LinkState.accepted());
  }

  /**
   * What came is no request a server could judge.
   *
   * @param status such as 400, or 431 for header fields over the limit
   */
  public void malformed(int status, String text) {
    if (stage == Stage.READING) {
      refuse(status, text);
    }
  }

  private void refuse(int status, String text) {
    byte[] body = (text + "\n").getBytes(StandardCharsets.UTF_8);
    Headers headers = Headers.of("Content-Type", "text/plain; charset=utf-8");
    refuse(undecided(new HttpAnswer(status, headers, ByteBuffer.wrap(body))));
  }

  private HttpAnswer undecided(HttpAnswer proposed) {
    RequestHead asked = head;
    try {
      return acceptor.undecided(asked == null ? Headers.empty() : asked.headers(), proposed);
    } catch (RuntimeException thrown) {
      return proposed;
    }
  }

  private void refuse(HttpAnswer answer) {
    stage = Stage.REFUSED;
    within(options.deadlines().close());
    wire.refuse(answer);
  }

  /** The connection is gone. */
  public void gone() {
    over();
  }

  private void over() {
    stage = Stage.OVER;
    place.timers().disarm(timer);
  }

  private void late() {
    if (stage == Stage.OVER) {
      return;
    }
    if (place.timers().nanos() - deadline < 0) {
      place.timers().arm(timer, deadline);
    } else if (stage == Stage.DECIDING) {
      refuse(503, "the request was not decided in time");
    } else {
      over();
      wire.drop();
    }
  }
}
