package dev.hawser;

import dev.hawser.Outcome.Dropped;
import dev.hawser.driver.Drop;
import dev.hawser.driver.Send;
import java.nio.ByteBuffer;
import java.util.Objects;

/** A message on its way and the stage of its outcome. */
class OutcomeStage extends Send<Outcome> {
  OutcomeStage(String text) {
    super(Objects.requireNonNull(text, "message"));
  }

  OutcomeStage(ByteBuffer bytes) {
    super(Objects.requireNonNull(bytes, "message"));
  }

  @Override
  protected Outcome written() {
    return Outcome.Written.ONE;
  }

  @Override
  protected Outcome unknown() {
    return Outcome.Unknown.ONE;
  }

  @Override
  protected Outcome dropped(Drop why) {
    return new Dropped(
        switch (why) {
          case FULL -> Dropped.Reason.FULL;
          case REPLACED -> Dropped.Reason.REPLACED;
          case EXPIRED -> Dropped.Reason.EXPIRED;
          case REFUSED -> Dropped.Reason.REFUSED;
          case SESSION_ENDED -> Dropped.Reason.SESSION_ENDED;
          case CONNECTION_ENDED -> Dropped.Reason.CONNECTION_ENDED;
        });
  }
}
