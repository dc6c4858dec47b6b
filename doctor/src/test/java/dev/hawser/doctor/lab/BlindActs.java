package dev.hawser.doctor.lab;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What the servers of the blind cases are made of. */
final class BlindActs {
  private BlindActs() {}

  /** What is done once a session is open. */
  interface Session {
    void serve(Conn conn) throws IOException;
  }

  /** How a server ends a session whose time is over. */
  interface End {
    void of(Conn conn) throws IOException;
  }

  /** Waits as a server does that is busy with something else. */
  static void pause(long millis) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  /** Ends TCP in order: a FIN, and no RST for what the peer still sends. */
  static void bye(Conn conn) throws IOException {
    conn.socket.shutdownOutput();
    conn.socket.setSoTimeout(20_000);
    conn.in().skipNBytes(Long.MAX_VALUE);
  }

  /** Reads whatever comes and says nothing. */
  static void hush(Conn conn) throws IOException {
    conn.socket.setSoTimeout(0);
    conn.in().skipNBytes(Long.MAX_VALUE);
  }

  /** An HTTP server that has one answer for every request. */
  static RawFaultServer.Fault always(String statusAndHeaders, String body) {
    return conn -> {
      conn.request();
      conn.answer(statusAndHeaders, body);
      bye(conn);
    };
  }

  /** An HTTP server that has one answer at the endpoint and no other resource. */
  static RawFaultServer.Fault endpoint(String statusAndHeaders, String body) {
    return conn -> {
      conn.request();
      boolean here = conn.path.startsWith("/live");
      conn.answer(here ? statusAndHeaders : "404 Not Found", here ? body : "nothing here\n");
      bye(conn);
    };
  }

  /** A WebSocket server at the endpoint, with more lines for its 101. */
  static RawFaultServer.Fault session(Session session, String... head) {
    return conn -> {
      if (asked(conn)) {
        conn.upgrade(head);
        session.serve(conn);
      }
    };
  }

  /** Reads the request; what is no upgrade at the endpoint is refused as such servers do. */
  static boolean asked(Conn conn) throws IOException {
    conn.request();
    if (!conn.path.startsWith("/live")) {
      conn.answer("404 Not Found\r\nContent-Type: text/plain", "no such resource\n");
      bye(conn);
      return false;
    }
    if (!conn.asksForUpgrade()) {
      conn.answer("400 Bad Request\r\nContent-Type: text/plain", "websocket clients only\n");
      bye(conn);
      return false;
    }
    return true;
  }

  /** A session that echoes, and ends when no byte has come from the client for a time. */
  static Session idle(long millis, End end) {
    return conn -> {
      conn.socket.setSoTimeout((int) millis);
      echoUntilTimeout(conn, end);
    };
  }

  private static void echoUntilTimeout(Conn conn, End end) throws IOException {
    try {
      conn.serve();
    } catch (SocketTimeoutException e) {
      end.of(conn);
    }
  }

  /** A session that echoes, and ends when no message has come from the client for a time. */
  static Session idleOfMessages(long millis, End end) {
    return conn -> {
      long last = System.nanoTime();
      try {
        for (boolean on = true; on; ) {
          conn.socket.setSoTimeout(left(last, millis));
          Conn.Got got = conn.frame();
          last = got.opcode() < 0x8 ? System.nanoTime() : last;
          on = conn.answerAsUsual(got);
        }
      } catch (SocketTimeoutException e) {
        end.of(conn);
      }
    };
  }

  /** A session that echoes, and ends at an age whatever passes. */
  static Session age(long millis, End end) {
    return conn -> {
      long born = System.nanoTime();
      try {
        for (boolean on = true; on; ) {
          conn.socket.setSoTimeout(left(born, millis));
          on = conn.answerAsUsual(conn.frame());
        }
      } catch (SocketTimeoutException e) {
        end.of(conn);
      }
    };
  }

  private static int left(long since, long millis) {
    return (int) Math.max(1, millis - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since));
  }

  /** A session of which the first data message is handled by something that fails. */
  static Session firstMessage(End end) {
    return conn -> {
      for (boolean on = true; on; ) {
        Conn.Got got = conn.frame();
        if (got.opcode() < 0x8) {
          end.of(conn);
          return;
        }
        on = conn.answerAsUsual(got);
      }
    };
  }

  /** Says a Close and finishes the closing handshake. */
  static End closing(int code, String reason) {
    return conn -> {
      conn.close(code, reason);
      goodbye(conn);
    };
  }

  /** Answers a frame and all that have come since. */
  static boolean answerAll(Conn conn, Conn.Got first) throws IOException {
    boolean on = conn.answerAsUsual(first);
    while (on && conn.in().available() > 0) {
      on = conn.answerAsUsual(conn.frame());
    }
    return on;
  }

  /** Answers frames until the peer's Close, which is left unanswered. */
  static void untilClose(Conn conn) throws IOException {
    for (Conn.Got got = conn.frame(); got.opcode() != 0x8; got = conn.frame()) {
      conn.answerAsUsual(got);
    }
  }

  /** Reads until the peer's Close or its end, then ends TCP. */
  static void goodbye(Conn conn) throws IOException {
    conn.socket.setSoTimeout(20_000);
    for (int opcode = 0; opcode != 0x8; ) {
      opcode = conn.frame().opcode();
    }
    bye(conn);
  }

  /** The accept key of a request (RFC 6455 s.4.2.2), for heads that are written by hand. */
  static String accept(Conn conn) {
    try {
      String all = conn.header("Sec-WebSocket-Key") + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
      byte[] hash = MessageDigest.getInstance("SHA-1").digest(text(all));
      return Base64.getEncoder().encodeToString(hash);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] bytes(int... values) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int value : values) {
      out.write(value);
    }
    return out.toByteArray();
  }
}
