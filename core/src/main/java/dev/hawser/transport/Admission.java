package dev.hawser.transport;

import dev.hawser.http.Headers;
import dev.hawser.http.HttpAnswer;

/** What an {@link Acceptor} decided. */
public sealed interface Admission {
  /**
   * The request becomes a link.
   *
   * @param subprotocol one that was offered, empty for none
   * @param headers additional header fields of the 101
   * @param listener who receives what happens on the link
   * @param options how the link behaves
   */
  record Accept(String subprotocol, Headers headers, LinkListener listener, LinkOptions options)
      implements Admission {}

  /**
   * The request is answered and no link comes about.
   *
   * @param answer exactly what is sent; its status is not 101
   */
  record Refuse(HttpAnswer answer) implements Admission {
    /** Refuses the status 101, which would be an acceptance. */
    public Refuse {
      if (answer.status() < 200 || answer.status() > 599) {
        throw new IllegalArgumentException(
            "a refusal's status " + answer.status() + " is not in 200-599");
      }
    }
  }
}
