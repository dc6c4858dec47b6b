package dev.hawser;

import dev.hawser.close.CloseCode;
import dev.hawser.close.Ending;
import dev.hawser.reconnect.Outage;
import dev.hawser.reconnect.ReconnectPolicy;
import dev.hawser.reconnect.Verdict;
import java.time.Duration;

/**
 * A policy for a client that can ask for new credentials: where the other one takes a 401 for
 * final, the first of an outage earns one attempt at once, with fresh credentials.
 */
record FreshCredentials(ReconnectPolicy policy) implements ReconnectPolicy {
  @Override
  public Verdict decide(Outage outage, double dice) {
    Verdict verdict = policy.decide(outage, dice);
    boolean isFinal =
        verdict instanceof Verdict.GiveUp giveUp && giveUp.why() == Verdict.Reason.FINAL_ENDING;
    return isFinal && !outage.reauthUsed() && unauthorized(outage.ending())
        ? new Verdict.Retry(Duration.ZERO, outage.endpoint(), true)
        : verdict;
  }

  private static boolean unauthorized(Ending ending) {
    return ending.code().equals(CloseCode.UNAUTHORIZED)
        || (ending instanceof Ending.Refused refused && refused.answer().status() == 401);
  }

  @Override
  public Duration stableAfter() {
    return policy.stableAfter();
  }
}
