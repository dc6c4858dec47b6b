package dev.hawser.examples;

import dev.hawser.ClientBuilder;
import dev.hawser.Connection;
import dev.hawser.Message;
import dev.hawser.Session;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** The ways to take a session's messages. */
public final class Receiving {
  private Receiving() {}

  // snippet:receive-in-time
  /** Stores each message before the next one comes, without holding a thread meanwhile. */
  static Connection inTime(ClientBuilder client, ExecutorService store) {
    return client
        .onTextAsync(
            (session, text) -> CompletableFuture.runAsync(() -> System.out.println(text), store))
        .connect();
  }

  // end

  // snippet:receive-flow
  /** Subscribes the same way to each session that opens. */
  static Connection published(ClientBuilder client) {
    return client.onOpen(session -> session.messages().subscribe(new OneByOne())).connect();
  }

  /** Asks for one message at a time. */
  static final class OneByOne implements Flow.Subscriber<Message> {
    private Flow.@Nullable Subscription subscription;

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription = given;
      given.request(1);
    }

    @Override
    public void onNext(Message message) {
      System.out.println(message);
      if (subscription != null) {
        subscription.request(1);
      }
    }

    @Override
    public void onError(Throwable thrown) {
      System.err.println("demanded wrongly: " + thrown);
    }

    @Override
    public void onComplete() {
      System.out.println("the session has ended; session.ended() tells why");
    }
  }

  // end

  // snippet:receive-blocking
  /** Reads on the calling thread, session after session. */
  static void blocking(ClientBuilder client) {
    try (Connection feed = client.connect()) {
      for (Session session : feed.sessions()) { // waits for the next one, through every outage
        for (Message message : session) { // ends with the session
          System.out.println(message);
        }
      }
    }
  }
  // end
}
