package dev.hawser.handbook;

import static dev.hawser.handbook.Advice.ASK_APPLICATION;
import static dev.hawser.handbook.Advice.CHANGE_SOMETHING;
import static dev.hawser.handbook.Advice.RENEW_CREDENTIALS;
import static dev.hawser.handbook.Advice.RETRY_LATER;
import static dev.hawser.handbook.FirstWait.AT_LEAST_30_S;
import static dev.hawser.handbook.FirstWait.BACKOFF;
import static dev.hawser.handbook.FirstWait.FROM_5_TO_30_S;
import static dev.hawser.handbook.FirstWait.UP_TO_5_S;
import static dev.hawser.handbook.Sender.EITHER_END;
import static dev.hawser.handbook.Sender.GATEWAY;
import static dev.hawser.handbook.Sender.SERVER;
import static dev.hawser.handbook.Visibility.CLOSE_FRAME;
import static dev.hawser.handbook.Visibility.LOCAL;
import static dev.hawser.handbook.Visibility.UNASSIGNED;

import dev.hawser.close.CloseCode;
import java.util.List;

/** The rows of the registered close codes and of the ranges between them. */
final class CloseTopics {
  private static final String IANA = "IANA WebSocket Close Code Number Registry";
  private static final String CODES = "RFC 6455 §7.4.1";
  private static final String RANGES = "RFC 6455 §7.4.2";

  static final List<Topic> CODE_ROWS =
      List.of(
          code(1000, stop(EITHER_END, Culprit.NOBODY, Advice.STOP), CODES),
          code(1001, retry(EITHER_END, Culprit.NOBODY, UP_TO_5_S), CODES),
          code(1002, stop(EITHER_END, Culprit.RECEIVER, CHANGE_SOMETHING), CODES),
          code(1003, stop(EITHER_END, Culprit.RECEIVER, CHANGE_SOMETHING), CODES),
          code(1004, impossible(), CODES),
          code(1005, local(Moment.AFTER_UPGRADE, ASK_APPLICATION), CODES, "RFC 6455 §7.1.5"),
          code(
              1006,
              local(Moment.EITHER, Advice.RETRY),
              CODES,
              "RFC 6455 §7.1.5",
              "RFC 6455 §7.2.3"),
          code(1007, stop(EITHER_END, Culprit.RECEIVER, CHANGE_SOMETHING), CODES, "RFC 6455 §8.1"),
          code(1008, stop(EITHER_END, Culprit.RECEIVER, ASK_APPLICATION), CODES),
          code(1009, stop(EITHER_END, Culprit.RECEIVER, CHANGE_SOMETHING), CODES),
          code(1010, stop(Sender.CLIENT, Culprit.SETTINGS, CHANGE_SOMETHING), CODES),
          code(1011, retry(EITHER_END, Culprit.SENDER, BACKOFF), CODES),
          code(1012, retry(SERVER, Culprit.NOBODY, FROM_5_TO_30_S), IANA),
          code(1013, open(SERVER, Culprit.SENDER, RETRY_LATER, AT_LEAST_30_S), IANA),
          code(1014, retry(GATEWAY, Culprit.UPSTREAM, BACKOFF), IANA),
          code(1015, tls(), CODES),
          code(3000, stop(EITHER_END, Culprit.RECEIVER, RENEW_CREDENTIALS), IANA),
          code(3003, stop(EITHER_END, Culprit.RECEIVER, Advice.STOP), IANA),
          code(3008, retry(EITHER_END, Culprit.RECEIVER, BACKOFF), IANA));

  static final List<Topic> RANGE_ROWS =
      List.of(
          range(0, 999, impossible()),
          range(1016, 2999, unassigned()),
          range(3000, 3999, open(EITHER_END, Culprit.APPLICATION, ASK_APPLICATION, BACKOFF)),
          range(4000, 4999, open(EITHER_END, Culprit.APPLICATION, ASK_APPLICATION, BACKOFF)),
          range(5000, 65535, impossible()));

  private CloseTopics() {}

  private static Topic code(int code, Facts facts, String... references) {
    String name = CloseCode.of(code).registryName();
    return new Topic(Kind.CLOSE_CODE, code, code, name, facts, List.of(references));
  }

  private static Topic range(int first, int last, Facts facts) {
    String name = CloseCode.of(last).registryName();
    return new Topic(Kind.CODE_RANGE, first, last, name, facts, List.of(RANGES, IANA));
  }

  private static Facts stop(Sender sender, Culprit culprit, Advice advice) {
    return frame(sender, culprit, advice, FirstWait.NONE, ByDefault.STOP);
  }

  private static Facts retry(Sender sender, Culprit culprit, FirstWait wait) {
    return open(sender, culprit, Advice.RETRY, wait);
  }

  private static Facts open(Sender sender, Culprit culprit, Advice advice, FirstWait wait) {
    return frame(sender, culprit, advice, wait, ByDefault.RETRY);
  }

  private static Facts frame(
      Sender sender, Culprit culprit, Advice advice, FirstWait wait, ByDefault byDefault) {
    return new Facts(sender, CLOSE_FRAME, Moment.AFTER_UPGRADE, culprit, advice, wait, byDefault);
  }

  private static Facts local(Moment moment, Advice advice) {
    return new Facts(
        Sender.NOBODY, LOCAL, moment, Culprit.UNKNOWN, advice, UP_TO_5_S, ByDefault.RETRY);
  }

  private static Facts tls() {
    return new Facts(
        Sender.NOBODY,
        LOCAL,
        Moment.BEFORE_UPGRADE,
        Culprit.SETTINGS,
        CHANGE_SOMETHING,
        FirstWait.NONE,
        ByDefault.STOP);
  }

  private static Facts unassigned() {
    return new Facts(
        Sender.NOBODY,
        UNASSIGNED,
        Moment.AFTER_UPGRADE,
        Culprit.UNKNOWN,
        Advice.RETRY,
        BACKOFF,
        ByDefault.RETRY);
  }

  private static Facts impossible() {
    return new Facts(
        Sender.NOBODY,
        Visibility.NEVER,
        Moment.NEVER,
        Culprit.SENDER,
        CHANGE_SOMETHING,
        FirstWait.NONE,
        ByDefault.STOP);
  }
}
