package dev.hawser.cli.handbook;

import static java.util.regex.Pattern.CASE_INSENSITIVE;
import static java.util.regex.Pattern.UNICODE_CASE;

import dev.hawser.diagnosis.Cause;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What people write when a WebSocket fails, in English and in French, and what it comes down to.
 *
 * <p>A saying with more parts found in a text fits it better; the order breaks ties, so what is
 * peculiar stands before what is general.
 */
@SuppressWarnings("ImmutableEnumChecker") // its lists are unmodifiable
enum Saying {
  HTTP_TO_TLS(List.of(Cause.WS_TO_TLS_PORT), "plain http request", "http request to an https"),
  TLS_TO_HTTP(
      List.of(Cause.WSS_TO_CLEAR_PORT),
      "unrecognized ssl message|not an ssl/tls record|wrong version number"),
  NO_UPGRADE(
      List.of(Cause.UPGRADE_STRIPPED),
      "can .upgrade. only to|must be .upgrade.|upgrade' token not found",
      "upgrade required|missing upgrade|upgrade header|en-t[êe]te upgrade"),
  ACCEPT_KEY(List.of(Cause.ACCEPT_MISMATCH), "sec-websocket-accept"),
  SUBPROTOCOL(List.of(Cause.SUBPROTOCOL_NONE), "sub-?protocol|sous-protocole"),
  ORIGIN(List.of(Cause.ORIGIN_POLICY), "\\borigin\\b|\\borigine\\b"),
  COMPRESSION(
      List.of(Cause.PHANTOM_COMPRESSION, Cause.MIDDLEBOX_CORRUPTION),
      "permessage|\\brsv\\d?\\b|reserved bits|bits r[ée]serv[ée]s"),
  TOO_BIG(
      List.of(Cause.MESSAGE_TOO_BIG),
      "\\b1009\\b",
      "too (big|large)|too long for|trop (volumineux|grand|gros|long)"),
  TLS(
      List.of(Cause.TLS_CHAIN, Cause.TLS_EXPIRED, Cause.TLS_NAME, Cause.TLS_INSPECTION),
      "fatal alert|err_cert|pkix|ssl handshake|tls handshake",
      "certificat|self.signed|auto-sign[ée]",
      "\\b1015\\b"),
  NAME(
      List.of(Cause.DNS_NAME),
      "enotfound|getaddrinfo|unknownhost|nxdomain|name.not.resolved|unresolved",
      "(nom|h[ôo]te).*(introuvable|inconnu|r[ée]solu)"),
  NOBODY_THERE(
      List.of(Cause.NOT_LISTENING, Cause.ADDR_FAMILY_DEAD),
      "econnrefused|connection refused|connexion refus[ée]e"),
  NO_ANSWER(
      List.of(Cause.FIREWALL, Cause.NO_ROUTE),
      "etimedout|connect(ion)? timed? ?out|timed out|ehostunreach|no route|d[ée]lai.*d[ée]pass[ée]"),
  NO_PONG(
      List.of(Cause.WE_DID_NOT_PONG, Cause.PATH_DEAD),
      "(ping|pong|keepalive|keep-alive|heartbeat) ?time ?out|(no|without|missing) pong|sans pong"),
  TOO_EARLY(
      List.of(Cause.LOCAL_CLOSE, Cause.SUBPROTOCOL_NONE),
      "(closed|ferm[ée]e?) (before|avant).*(establish|[ée]tabli|ouvert)"),
  REGULAR(
      List.of(Cause.PROXY_IDLE, Cause.SERVER_IDLE, Cause.APP_LEVEL_IDLE, Cause.MAX_LIFETIME),
      "(after|every|at) (exactly |about |around )?(a|one|\\d+)[ -]?(s|sec\\w*|min\\w*|h|hours?)\\b",
      "(au bout d[e'’]|toutes? les?|apr[èe]s|chaque) ?(une? |environ |exactement )?(\\d+ ?(s|sec\\w*"
          + "|min\\w*|h|heures?)|minute|heure)\\b",
      "idle|inactiv"),
  CODE_LOST(
      List.of(Cause.SCG_BACKEND_HANDSHAKE, Cause.PROTOCOL_ERROR, Cause.NO_REASON_GIVEN),
      "(not|never|no longer) receive.*(code|reason)|always \\d{4}",
      "(re[çc]oit|arrive|re[çc]u).*\\b(pas|jamais|aucun)\\b.*(code|raison)|toujours (le )?(code )?1\\d{3}",
      "through (the|a) gateway|spring cloud gateway|(via|par|travers) (la|une) passerelle"),
  LOOP(
      List.of(Cause.FLAPPING, Cause.BACKEND_RESTART_OR_CRASH, Cause.PROXY_RELOAD_OR_EDGE_RESTART),
      "(keeps?|constantly|endless\\w*) (re)?connect|reconnect\\w* loop|flapping",
      "(boucle|sans (cesse|arr[êe]t)).*(re)?connex?|(re)?connect\\w*.*(boucle|sans (cesse|arr[êe]t))",
      "(on|during|after|each|every) (each |every )?(deploy|release|restart|config\\w* reload|reload)",
      "d[ée]ploiement|rechargement|red[ée]marrage"),
  BAD_GATEWAY(
      List.of(Cause.BACKEND_DOWN, Cause.BACKEND_SLOW),
      "\\b(502|504|1014)\\b",
      "bad gateway|gateway time-?out|(mauvaise|incorrecte) passerelle|passerelle (incorrecte|mauvaise)"),
  IN_PRODUCTION(
      List.of(Cause.UPGRADE_STRIPPED, Cause.CATCH_ALL_ROUTE, Cause.PROXY_IDLE),
      "works? (fine )?(locally|on localhost)|(fails?|not) (in|on) (production|prod)",
      "behind (a |an |the )?(\\w+ )?(nginx|haproxy|apache|proxy|load.?balancer|ingress|cdn|traefik)",
      "march\\w* en local|pas en prod|derri[èe]re"),
  STATUS(
      List.of(),
      "unexpected (server )?response( code)?|invalid status( code)?|status code|http/?\\d? ?\\d{3}",
      "(code de )?r[ée]ponse inattendue?|code inattendu"),
  CUT(
      List.of(Cause.BACKEND_CRASH, Cause.MUTE_PROXY, Cause.BACKEND_RESTART_OR_CRASH),
      "econnreset|connection reset|reset by peer|r[ée]initialis",
      "unexpected (eof|end)|socket hang up|broken pipe|\\beof\\b"),
  ABNORMAL(
      List.of(Cause.FIN_WITHOUT_CLOSE, Cause.BACKEND_CRASH, Cause.PROXY_IDLE),
      "\\b1006\\b",
      "abnormal|anormal",
      "(without|no) close frame|sans trame de fermeture"),
  FAILED(
      List.of(Cause.DNS_NAME, Cause.NOT_LISTENING, Cause.TLS_CHAIN, Cause.UPGRADE_STRIPPED),
      "(web ?socket|wss?://).*(failed|error)|connexion web ?socket.*[ée]chou|impossible de.*connect",
      "(error|failed|[ée]chec|[ée]chou\\w*).*handshake|poign[ée]e de main.*[ée]chou");

  private final List<Cause> causes;
  private final List<Pattern> parts;

  Saying(List<Cause> causes, String... parts) {
    this.causes = causes;
    this.parts =
        List.of(parts).stream()
            .map(part -> Pattern.compile(part, CASE_INSENSITIVE | UNICODE_CASE))
            .toList();
  }

  /** Returns the causes it comes down to, the likeliest first. */
  List<Cause> causes() {
    return causes;
  }

  /** Returns how many of its parts are in the text. */
  int fit(String text) {
    return (int) parts.stream().filter(part -> part.matcher(text).find()).count();
  }
}
