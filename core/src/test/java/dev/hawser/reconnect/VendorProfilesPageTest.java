package dev.hawser.reconnect;

import dev.hawser.Golden;
import dev.hawser.handbook.Language;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/reference/vendor-profiles.md} to the profiles that come with the library. */
class VendorProfilesPageTest {
  private static final String INTRODUCTION =
      """
      # Vendor profiles

      Rendered from the profiles by `VendorProfilesPageTest`, which fails when this page differs; \
      `mvn -q -pl core test -Dtest=VendorProfilesPageTest -Dhawser.golden=update` writes it anew.

      Codes of 4000-4999 mean what an application wants them to mean, and some services give \
      codes of the protocol a meaning of their own. A profile says what they mean at one service \
      and what its documentation asks of a client. `Backoff.vendor(profile)` obeys it at every \
      endpoint, `Backoff.vendor(endpoint, profile)` at one. Only a Close of the peer is read \
      so, and what `retryOn`, `stopOn`, `renewOn` and `waitAfter` say of a code counts more. A \
      code without a row keeps its [general advice](close-codes.md).

      On the command line: `./hawser codes --vendor pusher`, `./hawser codes --vendor-file \
      mine.properties`.

      ## A profile of your own

      One file, in UTF-8, of lines `key = value`; empty lines and those that begin with `#` are \
      skipped, and a backslash has no place in it. `VendorProfile.parse(id, \
      Files.readString(path))` reads it, or says which line is wrong and what is allowed.

      ```
      name = Acme feed
      source.1 = https://acme.example/docs/codes
      4000-4099 = stop | Refused | Change the request first. | Changez d'abord la demande.
      4001 = renew | Token expired | Get a new token. | Prenez un nouveau jeton.
      4100 = retry 5s-30s | Busy | Come back later. | Revenez plus tard.
      ```

      | key | value |
      |---|---|
      | `name` | the service, for people |
      | `source.1`, `source.2`, ... | where the rows were read; at least one |
      | `4000`, `4100-4199` | a code or a range within 1000-4999: advice, name, meaning in English \
      and, if you like, in French, between bars |

      Of rows that lie inside each other the narrowest counts; rows that overlap otherwise are \
      refused.

      | advice | what the policy does |
      |---|---|
      | `retry` | comes back with backoff |
      | `retry 5s-30s` | the same, after a random wait of that range in place of the code's general \
      one; units are `ms`, `s` and `m` |
      | `renew` | gets fresh credentials and comes back once in an outage; without a source of \
      them it stops |
      | `stop` | stops |
      """;

  @Test
  void thePageIsWhatTheProfilesSay() {
    StringBuilder page = new StringBuilder(INTRODUCTION);
    for (String id : VendorProfile.ids()) {
      VendorProfile profile = VendorProfile.named(id);
      page.append("\n## `%s`: %s\n\n".formatted(id, profile.name()));
      page.append("| code | name | advice | meaning |\n|---|---|---|---|\n");
      profile.codes().forEach(code -> page.append(row(code)));
      page.append('\n');
      profile.sources().forEach(source -> page.append("- Source: ").append(source).append('\n'));
    }
    Golden.check("vendor-profiles.md", page.toString());
  }

  private static String row(VendorCode code) {
    Wait pause = code.pause();
    String wait =
        pause == null
            ? ""
            : " after %d-%d s".formatted(pause.least().toSeconds(), pause.most().toSeconds());
    return "| %s | %s | %s%s | %s |\n"
        .formatted(
            code.label(), code.name(), code.advice().word(), wait, code.meaning(Language.ENGLISH));
  }
}
