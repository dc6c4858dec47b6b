package dev.hawser.cli.relay;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * A port that is listened on or not, and stays taken in between: whoever dials it then is refused,
 * and nobody else is given it.
 *
 * <p>A second socket that is bound and does nothing keeps it, as Linux lets it; where the system
 * does not, the port is free while it is closed. Not thread-safe.
 */
final class Door implements AutoCloseable {
  private static final int BACKLOG = 1024;

  private final SocketChannel keeper;
  private final InetSocketAddress address;
  private @Nullable ServerSocketChannel listening;

  /** Takes the port, or any that is free for 0, without listening. */
  Door(InetSocketAddress at) throws IOException {
    SocketChannel made = SocketChannel.open();
    try {
      made.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      made.bind(at);
      address = (InetSocketAddress) made.getLocalAddress();
    } catch (IOException e) {
      made.close();
      throw e;
    }
    keeper = made;
  }

  InetSocketAddress address() {
    return address;
  }

  /** Listens, and tells that selector of who comes; does nothing where it listens already. */
  void open(Selector selector) throws IOException {
    if (listening != null) {
      return;
    }
    try {
      listening = listen(selector);
    } catch (BindException kept) {
      keeper.close();
      listening = listen(selector);
    }
  }

  private ServerSocketChannel listen(Selector selector) throws IOException {
    ServerSocketChannel opened = ServerSocketChannel.open();
    try {
      opened.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      opened.bind(address, BACKLOG);
      opened.configureBlocking(false);
      opened.register(selector, SelectionKey.OP_ACCEPT);
      return opened;
    } catch (IOException e) {
      opened.close();
      throw e;
    }
  }

  /** Listens no more; tells whether it did. The selector has to look once before that is true. */
  boolean shut() throws IOException {
    if (listening == null) {
      return false;
    }
    listening.close();
    listening = null;
    return true;
  }

  /** Listens no more and frees the port. */
  @Override
  public void close() throws IOException {
    shut();
    keeper.close();
  }
}
