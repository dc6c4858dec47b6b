package dev.hawser.benchmarks.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The load generator: one thread, one selector, the same for every gateway.
 *
 * <p>Each line of input is a command and is answered by one line, which begins with {@code failed}
 * if it could not be done: {@code open GROUP PORT COUNT PATH}, {@code stall} with the same words
 * for connections that do not read, {@code run GROUP MILLIS}, {@code drop GROUP}.
 */
final class Load {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final Selector selector;
  private final Map<String, Group> groups = new HashMap<>();
  private @Nullable Group waitedFor;
  private String path = "/";
  private boolean connecting;
  private long giveUpAt;

  private Load(Selector selector) {
    this.selector = selector;
  }

  /** Serves until the input ends. */
  public static void main(String[] args) throws IOException {
    Queue<String> lines = new ConcurrentLinkedQueue<>();
    Selector selector = Selector.open();
    Thread reader = new Thread(() -> read(lines, selector), "commands");
    reader.setDaemon(true);
    reader.start();
    Load load = new Load(selector);
    while (reader.isAlive()) {
      load.turn(lines);
    }
  }

  private static void read(Queue<String> lines, Selector selector) {
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        lines.add(line);
        selector.wakeup();
      }
    } catch (IOException ended) {
      // As good as the end of the input.
    }
    selector.wakeup();
  }

  private void turn(Queue<String> lines) throws IOException {
    selector.select(100);
    for (SelectionKey key : selector.selectedKeys()) {
      ready((Peer) key.attachment());
    }
    selector.selectedKeys().clear();
    String line = lines.poll();
    if (line != null) {
      command(line.split(" ", -1));
    }
    answer();
  }

  private static void ready(Peer peer) {
    try {
      peer.ready();
    } catch (IOException e) {
      peer.lost(e);
    }
  }

  private void command(String[] words) throws IOException {
    giveUpAt = System.nanoTime() + PATIENCE_NANOS;
    switch (words[0]) {
      case "open", "stall" -> {
        boolean deaf = words[0].equals("stall");
        Group group = new Group(Integer.parseInt(words[2]), Integer.parseInt(words[3]), deaf);
        groups.put(words[1], group);
        path = words[4];
        connecting = true;
        waitedFor = group;
      }
      case "run" -> {
        Group group = group(words[1]);
        waitedFor = group;
        giveUpAt += TimeUnit.MILLISECONDS.toNanos(Long.parseLong(words[2]));
        try {
          group.run(Long.parseLong(words[2]));
        } catch (IOException e) {
          group.broken(e);
        }
      }
      case "drop" -> {
        group(words[1]).drop();
        groups.remove(words[1]);
        System.out.println("dropped");
      }
      default -> System.out.println("failed: no command " + words[0]);
    }
  }

  private Group group(String name) {
    Group group = groups.get(name);
    if (group == null) {
      throw new IllegalArgumentException("no group " + name);
    }
    return group;
  }

  private void answer() {
    Group group = waitedFor;
    if (group == null) {
      return;
    }
    try {
      if (connecting) {
        group.connect(selector, path);
      }
    } catch (IOException e) {
      group.broken(e);
    }
    if (System.nanoTime() - giveUpAt > 0) {
      group.broken(new IOException("no answer from port " + group.port() + " in time"));
    }
    String answer = group.takeAnswer();
    if (answer != null) {
      connecting = false;
      waitedFor = null;
      System.out.println(answer);
    }
  }
}
