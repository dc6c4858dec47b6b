package dev.hawser.cli;

import picocli.CommandLine.IVersionProvider;

/** What {@code --version} says: Hawser's version and the Java it runs on. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Hawser.class.getPackage().getImplementationVersion();
    return new String[] {
      "hawser " + (version == null ? "unpackaged" : version),
      "java " + Runtime.version() + " (" + System.getProperty("java.vendor") + ")"
    };
  }
}
