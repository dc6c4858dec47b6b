package dev.hawser.examples;

import dev.hawser.ClientBuilder;
import dev.hawser.ServerBuilder;
import dev.hawser.Session;
import dev.hawser.frame.Compression;

/** Messages that are compressed on their way. */
public final class Compressing {
  private Compressing() {}

  // snippet:compress-on
  static ClientBuilder compressing(ClientBuilder client) {
    return client.compression(Compression.deflate());
  }

  static ServerBuilder compressing(ServerBuilder server) {
    return server.compression(Compression.deflate());
  }

  // end

  // snippet:compress-tuned
  /** For many idle sessions: nothing is held between two messages. */
  static ServerBuilder frugal(ServerBuilder server) {
    return server.compression(
        Compression.deflate()
            .serverNoContextTakeover(true)
            .clientNoContextTakeover(true)
            .atLeast(512)
            .level(1));
  }

  // end

  // snippet:compress-seen
  /** What was agreed, with its parameters; nothing where the peer declined. */
  static boolean compressed(Session session) {
    return session.handshake().extensions().stream()
        .anyMatch(extension -> extension.startsWith("permessage-deflate"));
  }

  // end
}
