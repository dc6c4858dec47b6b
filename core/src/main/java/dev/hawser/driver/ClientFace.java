package dev.hawser.driver;

import dev.hawser.machine.ConnectionState;
import dev.hawser.transport.DialRequest;
import java.util.concurrent.CompletionStage;

/** What the driver of a connection asks and tells the public face. */
public interface ClientFace {
  /**
   * Says what to dial; called on the client's executor.
   *
   * @param attempt which retry of the outage it is, counted from 1; 0 for one that nothing failed
   *     before
   * @param endpoint which endpoint, counted from 0
   * @param renewCredentials whether the credentials in hand are to be thrown away first
   */
  CompletionStage<DialRequest> request(int attempt, int endpoint, boolean renewCredentials);

  /** A link opened: returns the session that receives from it; called on the link's thread. */
  SessionFace session(SessionLink link);

  /** Runs the callbacks of a session that opened; called in turn. */
  void opened(SessionFace session);

  /** Runs the preparation of a session; called in turn, after {@link #opened}. */
  CompletionStage<?> prepare(SessionFace session);

  /** The session may receive. */
  void start(SessionFace session);

  /**
   * The state changed; called in turn.
   *
   * @param aftermath of the link whose end led here
   */
  void changed(ConnectionState from, ConnectionState to, Aftermath aftermath);

  /** The connection is over; called in turn, last of all. */
  void terminated(ConnectionState.Terminated end, Aftermath aftermath);
}
