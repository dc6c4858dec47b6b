package dev.hawser.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.conformance.RawFrame;
import dev.hawser.conformance.RawPeer;

/** What one side of a session gets to see at its end. */
interface Told {
  /** Returns it in the words of the page. */
  String words();

  /** Checks it on the wire. */
  void check(RawPeer peer, String id);

  /** A Close of the gateway's own, whose text it made. */
  static Told own(int code, String token, boolean retry) {
    return told(
        ownWords(code, token, retry),
        (peer, id) -> said(close(peer), code, ownText(code, token, id, retry)));
  }

  /** The same behind the messages that were on their way. */
  static Told ownBehindData(int code, String token, boolean retry) {
    return told(
        ownWords(code, token, retry) + ", behind what waits",
        (peer, id) -> {
          RawFrame frame = peer.readFrame();
          while (frame.opcode() == RawFrame.BINARY || frame.opcode() == RawFrame.CONTINUATION) {
            frame = peer.readFrame();
          }
          assertThat(frame.opcode()).as("a Close instead of %s", frame).isEqualTo(RawFrame.CLOSE);
          said(frame, code, ownText(code, token, id, retry));
        });
  }

  private static String ownWords(int code, String token, boolean retry) {
    return "**" + code + "** `" + ownText(code, token, "…", retry) + "`";
  }

  private static String ownText(int code, String token, String id, boolean retry) {
    return code + " " + token + " id=" + id + (retry ? " retry=5" : "");
  }

  private static void said(RawFrame close, int code, String text) {
    assertThat(close.closeCode()).isEqualTo(code);
    assertThat(close.closeText()).isEqualTo(text);
  }

  /** A Close passed on with its code and its text. */
  static Told same(int code, String text) {
    return told(
        "the same: " + code + " `" + text + "`", (peer, id) -> said(close(peer), code, text));
  }

  /** The answer to a Close: its code. */
  static Told echo(int code) {
    return told(
        "answered: " + code, (peer, id) -> assertThat(close(peer).closeCode()).isEqualTo(code));
  }

  /** An empty Close. */
  static Told empty() {
    return told("an empty Close", (peer, id) -> assertThat(close(peer).payload()).isEmpty());
  }

  /** A Close of that code, which says in English which rule was broken. */
  static Told breach(int code) {
    return told(
        code + " and what was wrong",
        (peer, id) -> {
          RawFrame close = close(peer);
          assertThat(close.closeCode()).isEqualTo(code);
          assertThat(close.closeText()).isNotEmpty();
        });
  }

  /** Nothing but the end of TCP. */
  static Told end() {
    return told("TCP ends", (peer, id) -> peer.readGone());
  }

  /** Nothing: there is nobody any more. */
  static Told nobody() {
    return told("–", (peer, id) -> {});
  }

  private static RawFrame close(RawPeer peer) {
    RawFrame frame = Stage.frame(peer);
    assertThat(frame.opcode()).as("a Close instead of %s", frame).isEqualTo(RawFrame.CLOSE);
    return frame;
  }

  /** What is done with a peer. */
  @FunctionalInterface
  interface Check {
    void on(RawPeer peer, String id);
  }

  private static Told told(String words, Check check) {
    return new Told() {
      @Override
      public String words() {
        return words;
      }

      @Override
      public void check(RawPeer peer, String id) {
        check.on(peer, id);
      }
    };
  }
}
