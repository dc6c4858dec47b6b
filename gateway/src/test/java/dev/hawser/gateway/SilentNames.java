package dev.hawser.gateway;

import dev.hawser.transport.NameResolver;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A name server on a UDP socket of the loopback that never answers, and the resolver that asks it:
 * a question of RFC 1035, for whose answer it waits until this is closed.
 */
final class SilentNames implements NameResolver, AutoCloseable {
  private final DatagramSocket server = bound();
  private final DatagramSocket asking = bound();

  SilentNames() {
    try {
      server.setSoTimeout((int) Rig.PATIENCE.toMillis());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DatagramSocket bound() {
    try {
      return new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<InetAddress> addresses(String name) throws UnknownHostException {
    byte[] question = question(name);
    try {
      asking.send(new DatagramPacket(question, question.length, server.getLocalSocketAddress()));
      asking.receive(new DatagramPacket(new byte[512], 512));
    } catch (IOException closed) {
      throw new UnknownHostException(name);
    }
    throw new AssertionError("the silent server answered");
  }

  /** RFC 1035 s.4.1: a header of six words, the name's labels, its type A and its class IN. */
  private static byte[] question(String name) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(new byte[] {0x12, 0x34, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0});
    for (String label : name.split("\\.", -1)) {
      bytes.write(label.length());
      bytes.writeBytes(label.getBytes(StandardCharsets.US_ASCII));
    }
    bytes.writeBytes(new byte[] {0, 0, 1, 0, 1});
    return bytes.toByteArray();
  }

  /** Returns a name that it is asked for. */
  static String name() {
    return "upstream.example.test";
  }

  /** Waits for the question, which has to be for that name. */
  void asked() {
    String name = name();
    DatagramPacket packet = new DatagramPacket(new byte[512], 512);
    try {
      server.receive(packet);
    } catch (IOException e) {
      throw new AssertionError("wanted a question for " + name + ", got " + e, e);
    }
    String got = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.ISO_8859_1);
    if (!got.equals(new String(question(name), StandardCharsets.ISO_8859_1))) {
      throw new AssertionError("wanted a question for " + name + ", got '" + got + "'");
    }
  }

  @Override
  public void close() {
    asking.close();
    server.close();
  }
}
