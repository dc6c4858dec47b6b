package dev.hawser.reconnect;

import dev.hawser.close.CloseCode;
import dev.hawser.close.Ending;
import dev.hawser.close.Initiator;
import org.jspecify.annotations.Nullable;

/**
 * What holds for one ending: what the user says of its code, then its vendor, then the general
 * tables.
 *
 * @param row whether to come back
 * @param pause the wait it asks for, null for none
 */
record Counsel(Advice.Row row, @Nullable Wait pause) {
  static Counsel on(Outage outage, Backoff policy) {
    Ending ending = outage.ending();
    Advice.Row row = policy.advice().on(ending);
    Wait wait = policy.waits().after(ending);
    VendorProfile vendor = policy.vendors().of(outage.endpoint());
    if (vendor == null || !(ending instanceof Ending.Closed) || ending.by() != Initiator.PEER) {
      return new Counsel(row, wait);
    }
    CloseCode code = ending.code();
    VendorCode meaning = vendor.on(code);
    if (meaning == null) {
      return new Counsel(row, wait);
    }
    Wait asked = meaning.pause();
    return new Counsel(
        policy.advice().says(code) ? row : meaning.row(vendor.name()),
        asked == null || policy.waits().says(code) ? wait : asked);
  }
}
