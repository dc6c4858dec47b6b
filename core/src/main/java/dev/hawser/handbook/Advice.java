package dev.hawser.handbook;

/** What a client does best, whatever library it uses. */
public enum Advice {
  /** Reconnect. */
  RETRY,
  /** Reconnect after a long wait. */
  RETRY_LATER,
  /** Get new credentials, then connect once more. */
  RENEW_CREDENTIALS,
  /** Change request, message or settings first. */
  CHANGE_SOMETHING,
  /** Do not come back. */
  STOP,
  /** Let the application decide: the number does not. */
  ASK_APPLICATION
}
