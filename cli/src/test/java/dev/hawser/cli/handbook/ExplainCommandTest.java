package dev.hawser.cli.handbook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hawser.handbook.Handbook;
import dev.hawser.handbook.Language;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Help.Ansi;

class ExplainCommandTest {
  @Test
  void explainsACodeUnderEveryHeading() {
    Run run = Run.of(new ExplainCommand(), "1014", "--lang", "en");

    assertThat(run.status()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.lines())
        .startsWith(
            "1014 Bad Gateway", "a gateway got no valid answer from the server behind it", "")
        .containsSubsequence(
            "What it means",
            "When you see it",
            "How to fix it",
            "  1. Your connection to the gateway is good: do not search there.",
            "Who may send it",
            "  A gateway or proxy, in the server's place; on the wire, in a Close frame.",
            "What Hawser does by default",
            "When it is the right one",
            "At a glance",
            "  what a client should do      reconnect",
            "Reference",
            "  IANA WebSocket Close Code Number Registry");
  }

  @Test
  void explainsItInFrench() {
    assertThat(Run.of(new ExplainCommand(), "--lang=fr", "1006").lines())
        .startsWith(
            "1006 Abnormal Closure",
            "fermeture anormale\u00a0: connexion coupée sans trame de fermeture")
        .contains("Comment y remédier");
  }

  @Test
  void withoutALanguageTheLocaleDecides() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.CANADA_FRENCH);
      assertThat(Run.of(new ExplainCommand(), "1006").lines()).contains("Signification");
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "502, HTTP 502 Bad Gateway",
    "4001, 4001 Private Use",
    "418, HTTP 418 Client Error",
    "7, 7 Not used",
    "65535, 65535 Not used"
  })
  void explainsEveryPossibleNumber(String number, String title) {
    Run run = Run.of(new ExplainCommand(), number, "--lang", "en");

    assertThat(run.status()).isZero();
    assertThat(run.lines()).startsWith(title);
  }

  @Test
  void saysWhyARangeAnswersForANumber() {
    assertThat(Run.of(new ExplainCommand(), "5000", "--lang", "en").out())
        .contains("\n\n5000 is impossible as a close code.\n\n");
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 80, 100})
  void linesKeepToTheWidth(int width) {
    for (String number : new String[] {"1006", "1014", "502", "418", "101"}) {
      for (String language : new String[] {"en", "fr"}) {
        Run run = Run.of(new ExplainCommand(), Ansi.OFF, width, number, "--lang", language);
        assertThat(run.lines()).allMatch(line -> line.length() <= width);
        assertThat(run.lines()).anyMatch(line -> line.length() > width - 12);
        assertThat(run.lines()).noneMatch(line -> line.endsWith(" "));
      }
    }
  }

  @Test
  void narrowAndWideTerminalsAreReadAtSixtyAndAHundredColumns() {
    Run narrow = Run.of(new ExplainCommand(), Ansi.OFF, 56, "1006", "--lang", "en");
    Run wide = Run.of(new ExplainCommand(), Ansi.OFF, 200, "1006", "--lang", "en");

    assertThat(narrow)
        .isEqualTo(Run.of(new ExplainCommand(), Ansi.OFF, 60, "1006", "--lang", "en"));
    assertThat(wide).isEqualTo(Run.of(new ExplainCommand(), Ansi.OFF, 100, "1006", "--lang", "en"));
  }

  @Test
  void onlyHeadingsAreStyledAndOnlyWhereColourIsOn() {
    Run plain = Run.of(new ExplainCommand(), "1006", "--lang", "en");
    Run styled = Run.of(new ExplainCommand(), Ansi.ON, 80, "1006", "--lang", "en");

    assertThat(plain.out()).doesNotContain("\u001b");
    assertThat(styled.lines()).contains("\u001b[1mWhat it means\u001b[0m");
    assertThat(styled.out().replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(plain.out());
  }

  @Test
  void jsonIsOneDocumentWithStableNames() throws Exception {
    Run run = Run.of(new ExplainCommand(), "1006", "--lang", "fr", "--json");
    JsonNode document = new ObjectMapper().readTree(run.out());

    assertThat(document.fieldNames())
        .toIterable()
        .containsExactly(
            "language",
            "label",
            "kind",
            "first",
            "last",
            "name",
            "note",
            "gloss",
            "meaning",
            "when",
            "fix",
            "sender",
            "byDefault",
            "use",
            "facts",
            "references");
    assertThat(document.get("language").asText()).isEqualTo("fr");
    assertThat(document.get("kind").asText()).isEqualTo("close-code");
    assertThat(document.get("note").isNull()).isTrue();
    assertThat(document.get("meaning").asText())
        .isEqualTo(Handbook.in(Language.FRENCH).article(1006).meaning());
    assertThat(document.get("when")).hasSize(6);
    assertThat(document.get("fix")).hasSize(5);
    assertThat(document.get("references")).hasSize(3);
    assertThat(document.get("facts").toString())
        .isEqualTo(
            "{\"sender\":\"nobody\",\"visibility\":\"local\",\"moment\":\"either\","
                + "\"fault\":\"unknown\",\"advice\":\"retry\",\"firstWait\":\"up-to-5-s\","
                + "\"byDefault\":\"retry\"}");
  }

  @ParameterizedTest
  @CsvSource({"1006.0, '1006.0' is not a number", "65536, 65536 does not fit a close code"})
  void nonsenseExitsWithTwoAndNamesWhatIsAllowed(String number, String complaint) {
    Run run = Run.of(new ExplainCommand(), number);

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains(complaint).contains("0-65535").contains("100-599");
  }

  @Test
  void anUnknownLanguageExitsWithTwoAndNamesBoth() {
    Run run = Run.of(new ExplainCommand(), "1006", "--lang", "de");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("'de' is not one of en, fr");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "WebSocket closed with 1006, no reason | FIN_WITHOUT_CLOSE",
        "websocket connection closed 1006 | FIN_WITHOUT_CLOSE",
        "1006 abnormal closure | FIN_WITHOUT_CLOSE",
        "connexion WebSocket fermée anormalement | FIN_WITHOUT_CLOSE",
        "Pourquoi ma connexion WebSocket se ferme-t-elle avec le code 1006 ? | FIN_WITHOUT_CLOSE",
        "disconnects after exactly 60 seconds | PROXY_IDLE",
        "socket drops every 30 s | PROXY_IDLE",
        "connection closes after 1 minute idle | PROXY_IDLE",
        "Déconnexion au bout de 60 secondes derrière nginx | PROXY_IDLE",
        "se déconnecte au bout d'une minute | PROXY_IDLE",
        "Error during WebSocket handshake: Unexpected response code: 200 | NOT_WEBSOCKET",
        "Error during WebSocket handshake: Unexpected response code: 400 | UPGRADE_STRIPPED",
        "Error during WebSocket handshake: Unexpected response code: 403 | FORBIDDEN",
        "Error during WebSocket handshake: Unexpected response code: 404 | WRONG_PATH",
        "Unexpected response code: 502 | BACKEND_DOWN",
        "Unexpected server response: 401 | AUTH",
        "La connexion WebSocket a échoué : code de réponse inattendu 400 | UPGRADE_STRIPPED",
        "works locally, fails in production behind nginx | UPGRADE_STRIPPED",
        "it works locally but not behind the load balancer | UPGRADE_STRIPPED",
        "Ça marche en local mais pas en production | UPGRADE_STRIPPED",
        "WebSocket connection to 'wss://api.example.com/live' failed: | DNS_NAME",
        "impossible de se connecter au websocket | DNS_NAME",
        "WebSocket is closed before the connection is established | LOCAL_CLOSE",
        "le WebSocket est fermé avant que la connexion ne soit établie | LOCAL_CLOSE",
        "connection reset by peer | BACKEND_CRASH",
        "close 1006 (abnormal closure): unexpected EOF | FIN_WITHOUT_CLOSE",
        "socket hang up | BACKEND_CRASH",
        "connexion réinitialisée par l'hôte distant | BACKEND_CRASH",
        "the client does not receive the close code and reason | SCG_BACKEND_HANDSHAKE",
        "always 1002 through the gateway | SCG_BACKEND_HANDSHAKE",
        "le client ne reçoit pas le code de fermeture | SCG_BACKEND_HANDSHAKE",
        "keeps reconnecting | FLAPPING",
        "drops on every deploy | FLAPPING",
        "reconnexions en boucle après un déploiement | FLAPPING",
        "502 Bad Gateway on websocket | BACKEND_DOWN",
        "1014 bad gateway | BACKEND_DOWN",
        "Que veut dire 1014, mauvaise passerelle ? | BACKEND_DOWN",
        "erreur 502 websocket | BACKEND_DOWN",
        "Received fatal alert: certificate_expired | TLS_CHAIN",
        "net::ERR_CERT_AUTHORITY_INVALID on wss | TLS_CHAIN",
        "certificat auto-signé | TLS_CHAIN",
        "connect ECONNREFUSED 127.0.0.1:8080 | NOT_LISTENING",
        "Invalid Sec-WebSocket-Accept header | ACCEPT_MISMATCH",
        "getaddrinfo ENOTFOUND api.example.com | DNS_NAME",
        "message trop volumineux | MESSAGE_TOO_BIG",
        "keepalive ping timeout | WE_DID_NOT_PONG",
        "proxy_idle | PROXY_IDLE",
      })
  void whatPeopleWriteLeadsToItsCauseFirst(String text, String cause) throws Exception {
    Run run = Run.of(new ExplainCommand(), "--json", "--lang", "en", text);

    assertThat(run.status()).isZero();
    JsonNode document = new ObjectMapper().readTree(run.out());
    assertThat(document.get("recognised").asBoolean()).isTrue();
    assertThat(document.get("causes").get(0).get("cause").asText()).isEqualTo(cause);
    assertThat(document.get("causes").size()).isLessThanOrEqualTo(5);
    assertThat(document.get("nearest")).isEmpty();
  }

  @Test
  void wordsNeedNoQuotes() {
    Run run =
        Run.of(new ExplainCommand(), "--lang", "en", "Unexpected", "response", "code:", "502");

    assertThat(run.status()).isZero();
    assertThat(run.lines())
        .startsWith("You said: Unexpected response code: 502")
        .containsSubsequence("What it may come down to", "  BACKEND_DOWN", "In the handbook")
        .anyMatch(line -> line.startsWith("  HTTP 502 Bad Gateway"))
        .contains("  More: hawser explain 502", "To find out which it is here: hawser doctor URL");
  }

  @Test
  void aTextIsExplainedInFrench() {
    Run run = Run.of(new ExplainCommand(), "--lang", "fr", "erreur 1006");

    assertThat(run.status()).isZero();
    assertThat(run.lines())
        .startsWith("Vous avez dit\u00a0: erreur 1006")
        .contains("À quoi cela peut tenir", "Dans le manuel");
  }

  @Test
  void numbersOfATextAreExplainedButTimesAndPortsAreNot() throws Exception {
    Run run =
        Run.of(
            new ExplainCommand(),
            "--json",
            "ws://localhost:3000 closed with 4401 then 1006. after 500 ms, 101 sec and 404s");
    JsonNode articles = new ObjectMapper().readTree(run.out()).get("articles");

    assertThat(articles)
        .extracting(article -> article.get("label").asText())
        .containsExactly("4401", "1006");
  }

  @Test
  void aGatewaysWordIsToldWithItsMeaningAndItsCauseAlone() {
    String said = "Proxy-Status: edge; error=http_response_timeout";
    assertThat(Run.of(new ExplainCommand(), "--lang", "en", said).lines())
        .containsSubsequence(
            "You said: " + said,
            "What the gateway says",
            "  The gateway says \"http_response_timeout\": that server accepted the connection",
            "  and did not answer in time, as one that hangs.",
            "What it may come down to",
            "  BACKEND_SLOW")
        .doesNotContain("  BACKEND_DOWN");
    Run rule = Run.of(new ExplainCommand(), "--lang", "fr", "http_request_denied");
    assertThat(rule.status()).isZero();
    assertThat(rule.lines())
        .contains("Ce que dit la passerelle")
        .doesNotContain("À quoi cela peut tenir");
  }

  @Test
  void aGatewaysWordStandsInTheJsonOnlyWhereThereIsOne() throws Exception {
    Run run =
        Run.of(
            new ExplainCommand(),
            "--json",
            "--lang",
            "en",
            "1014 upstream_refused:401 id=8f retry=5");
    JsonNode document = new ObjectMapper().readTree(run.out());
    assertThat(document.at("/gateway/word").asText()).isEqualTo("upstream_refused");
    assertThat(document.at("/gateway/detail").asText()).isEqualTo("401");
    assertThat(document.at("/gateway/id").asText()).isEqualTo("8f");
    assertThat(document.at("/gateway/text").asText()).startsWith("The gateway says");
    assertThat(document.at("/causes/0/cause").asText()).isEqualTo("AUTH");
    assertThat(document.get("causes")).hasSize(1);
    Run none = Run.of(new ExplainCommand(), "--json", "--lang", "en", "connection refused");
    assertThat(new ObjectMapper().readTree(none.out()).has("gateway")).isFalse();
  }

  @Test
  void wordsThatSayNothingKnownExitWithThirtyAndTheNearestCauses() throws Exception {
    Run plain = Run.of(new ExplainCommand(), "--lang", "en", "nightly", "resolver", "mystery");
    assertThat(plain.status()).isEqualTo(30);
    assertThat(plain.err()).isEmpty();
    assertThat(plain.lines())
        .startsWith("These words say nothing that is known here.")
        .contains("Nearest to them")
        .anyMatch(line -> line.matches("  DNS_NAME .*The host name does not resolve"));
    assertThat(plain.out()).contains("hawser explain 1006");

    Run json = Run.of(new ExplainCommand(), "--json", "--lang", "fr", "mystère du résolveur");
    JsonNode document = new ObjectMapper().readTree(json.out());
    assertThat(json.status()).isEqualTo(30);
    assertThat(document.get("recognised").asBoolean()).isFalse();
    assertThat(document.get("causes")).isEmpty();
    assertThat(document.get("nearest")).hasSize(3);
    assertThat(document.get("nearest").get(0).get("cause").asText()).isEqualTo("DNS_NAME");
  }

  @Test
  void linesOfATextKeepToTheWidthAndHoldNoControls() {
    String text = "closed with 1006 \u001b[31m" + "and with many more words ".repeat(9);
    Run run = Run.of(new ExplainCommand(), Ansi.OFF, 60, text, "--lang", "fr");

    assertThat(run.out()).doesNotContain("\u001b");
    assertThat(run.lines()).allMatch(line -> line.length() <= 60);
  }
}
