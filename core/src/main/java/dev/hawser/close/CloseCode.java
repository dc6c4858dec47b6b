package dev.hawser.close;

import java.util.List;

/**
 * A WebSocket close code: sixteen unsigned bits and what the IANA registry says of them.
 *
 * <p>Immutable; equal by value. Every number of 0-65535 can be held, because a peer can put every
 * one on the wire; {@link #sendableBy} and {@link #legalOnWire} tell which may stand in a Close
 * frame. Sources: RFC 6455 s.7.4 and the IANA "WebSocket Close Code Number Registry".
 */
public record CloseCode(int value) implements Comparable<CloseCode> {
  /** 1000: the purpose of the connection is fulfilled. */
  public static final CloseCode NORMAL_CLOSURE = new CloseCode(1000);

  /** 1001: the endpoint leaves, a server going down or a page navigated away from. */
  public static final CloseCode GOING_AWAY = new CloseCode(1001);

  /** 1002: the peer broke the protocol. */
  public static final CloseCode PROTOCOL_ERROR = new CloseCode(1002);

  /** 1003: a type of data this endpoint cannot take. */
  public static final CloseCode UNSUPPORTED_DATA = new CloseCode(1003);

  /** 1004: reserved; without meaning and never sent. */
  public static final CloseCode RESERVED = new CloseCode(1004);

  /** 1005: a Close frame without a code was received; never sent. */
  public static final CloseCode NO_STATUS_RCVD = new CloseCode(1005);

  /** 1006: the connection ended without a Close frame; never sent. */
  public static final CloseCode ABNORMAL_CLOSURE = new CloseCode(1006);

  /** 1007: the payload does not match the message's type, such as text that is not UTF-8. */
  public static final CloseCode INVALID_FRAME_PAYLOAD_DATA = new CloseCode(1007);

  /** 1008: a message broke the endpoint's policy. */
  public static final CloseCode POLICY_VIOLATION = new CloseCode(1008);

  /** 1009: a message is larger than the endpoint takes. */
  public static final CloseCode MESSAGE_TOO_BIG = new CloseCode(1009);

  /** 1010: the client needed an extension that the server did not negotiate. */
  public static final CloseCode MANDATORY_EXT = new CloseCode(1010);

  /** 1011: an unexpected condition kept the endpoint from going on. */
  public static final CloseCode INTERNAL_ERROR = new CloseCode(1011);

  /** 1012: the service restarts. */
  public static final CloseCode SERVICE_RESTART = new CloseCode(1012);

  /** 1013: the service is overloaded. */
  public static final CloseCode TRY_AGAIN_LATER = new CloseCode(1013);

  /** 1014: a gateway got no valid answer from its upstream. */
  public static final CloseCode BAD_GATEWAY = new CloseCode(1014);

  /** 1015: the TLS handshake failed; never sent. */
  public static final CloseCode TLS_HANDSHAKE = new CloseCode(1015);

  /** 3000: the request needs authentication. */
  public static final CloseCode UNAUTHORIZED = new CloseCode(3000);

  /** 3003: authenticated, but not permitted. */
  public static final CloseCode FORBIDDEN = new CloseCode(3003);

  /** 3008: an answer took too long. */
  public static final CloseCode TIMEOUT = new CloseCode(3008);

  private static final List<CloseCode> REGISTERED_CODES =
      List.of(
          NORMAL_CLOSURE,
          GOING_AWAY,
          PROTOCOL_ERROR,
          UNSUPPORTED_DATA,
          RESERVED,
          NO_STATUS_RCVD,
          ABNORMAL_CLOSURE,
          INVALID_FRAME_PAYLOAD_DATA,
          POLICY_VIOLATION,
          MESSAGE_TOO_BIG,
          MANDATORY_EXT,
          INTERNAL_ERROR,
          SERVICE_RESTART,
          TRY_AGAIN_LATER,
          BAD_GATEWAY,
          TLS_HANDSHAKE,
          UNAUTHORIZED,
          FORBIDDEN,
          TIMEOUT);

  /** Refuses a number that does not fit sixteen unsigned bits. */
  public CloseCode {
    if (value < 0 || value > 65535) {
      throw new IllegalArgumentException("close code " + value + " is not in 0-65535");
    }
  }

  /** Returns the code with that number, of 0-65535. */
  public static CloseCode of(int value) {
    return new CloseCode(value);
  }

  /** Returns every code with a name in the registry, 1004 included, in rising order. */
  public static List<CloseCode> registered() {
    return REGISTERED_CODES;
  }

  /** Returns the range the code falls in. */
  public CodeRange range() {
    return CodeRange.of(value);
  }

  /**
   * Returns the registry's name, such as {@code Going Away}; for a code without an own entry {@code
   * Unassigned}, {@code Private Use} or, outside the registry's ranges, {@code Not used}.
   */
  public String registryName() {
    return switch (value) {
      case 1000 -> "Normal Closure";
      case 1001 -> "Going Away";
      case 1002 -> "Protocol error";
      case 1003 -> "Unsupported Data";
      case 1004 -> "Reserved";
      case 1005 -> "No Status Rcvd";
      case 1006 -> "Abnormal Closure";
      case 1007 -> "Invalid frame payload data";
      case 1008 -> "Policy Violation";
      case 1009 -> "Message Too Big";
      case 1010 -> "Mandatory Ext.";
      case 1011 -> "Internal Error";
      case 1012 -> "Service Restart";
      case 1013 -> "Try Again Later";
      case 1014 -> "Bad Gateway";
      case 1015 -> "TLS handshake";
      case 3000 -> "Unauthorized";
      case 3003 -> "Forbidden";
      case 3008 -> "Timeout";
      default ->
          switch (range()) {
            case PROTOCOL, REGISTERED -> "Unassigned";
            case PRIVATE -> "Private Use";
            case UNUSED, UNDEFINED -> "Not used";
          };
    };
  }

  /** Tells whether the registry reserves the code for local reports: 1005, 1006 and 1015. */
  public boolean localOnly() {
    return value == 1005 || value == 1006 || value == 1015;
  }

  /**
   * Tells whether an endpoint of that role may put the code into a Close frame (RFC 6455 s.7.4).
   *
   * <p>1010 is the client's alone; 1012, 1013 and 1014 speak of a service and are the server's.
   */
  public boolean sendableBy(Role role) {
    return switch (value) {
      case 1000, 1001, 1002, 1003, 1007, 1008, 1009, 1011 -> true;
      case 1010 -> role == Role.CLIENT;
      case 1012, 1013, 1014 -> role == Role.SERVER;
      default -> value >= 3000 && value <= 4999;
    };
  }

  /**
   * Tells whether a received Close frame may carry the code, from either side.
   *
   * <p>Strictly, 1016-2999 are unassigned and illegal; {@code lenient} takes them, so that a code
   * registered tomorrow arrives as itself instead of as 1002.
   */
  public boolean legalOnWire(boolean lenient) {
    if (value >= 1016 && value <= 2999) {
      return lenient;
    }
    return sendableBy(Role.CLIENT) || sendableBy(Role.SERVER);
  }

  @Override
  public int compareTo(CloseCode other) {
    return Integer.compare(value, other.value);
  }

  /** Returns the number and the registry's name, such as {@code 1014 Bad Gateway}. */
  @Override
  public String toString() {
    return value + " " + registryName();
  }
}
