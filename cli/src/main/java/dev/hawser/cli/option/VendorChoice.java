package dev.hawser.cli.option;

import dev.hawser.reconnect.VendorProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that name a vendor's profile; one of them, as an argument group. */
public final class VendorChoice {
  @Option(
      names = "--vendor",
      paramLabel = "NAME",
      converter = ByName.class,
      description = {
        "A service whose close codes are known: aws-api-gateway, centrifugo,",
        "discord-gateway, graphql-ws, openai-realtime, phoenix, pusher, twitch-eventsub."
      })
  private @Nullable VendorProfile named;

  @Option(
      names = "--vendor-file",
      paramLabel = "FILE",
      converter = InFile.class,
      description = "A profile of your own, as docs/reference/vendor-profiles.md describes.")
  private @Nullable VendorProfile own;

  /** Returns the profile that was named, null before one was. */
  public @Nullable VendorProfile profile() {
    return own == null ? named : own;
  }

  /** Finds a profile of the library. */
  static final class ByName implements ITypeConverter<VendorProfile> {
    @Override
    public VendorProfile convert(String name) {
      try {
        return VendorProfile.named(name);
      } catch (IllegalArgumentException unknown) {
        throw new TypeConversionException(String.valueOf(unknown.getMessage()));
      }
    }
  }

  /** Reads a profile from a file, named by the file without its extension. */
  static final class InFile implements ITypeConverter<VendorProfile> {
    @Override
    public VendorProfile convert(String file) {
      try {
        String id = String.valueOf(Path.of(file).getFileName()).replaceFirst("\\.[^.]*$", "");
        return VendorProfile.parse(id, Files.readString(Path.of(file)));
      } catch (IOException | InvalidPathException unreadable) {
        throw new TypeConversionException("'" + file + "' cannot be read as text: " + unreadable);
      } catch (IllegalArgumentException wrong) {
        throw new TypeConversionException(String.valueOf(wrong.getMessage()));
      }
    }
  }
}
