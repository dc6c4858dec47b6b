package dev.hawser;

import dev.hawser.http.Headers;
import dev.hawser.transport.DialRequest;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Asks the user's functions what one attempt dials, and puts the answers together. */
final class DialRequests {
  private final ClientSettings settings;

  DialRequests(ClientSettings settings) {
    this.settings = settings;
  }

  CompletionStage<DialRequest> next(Attempt attempt, boolean renewCredentials) {
    return uri(attempt)
        .thenCombine(
            headers(attempt).thenCombine(authorization(renewCredentials), Headers::withAll),
            (uri, headers) ->
                new DialRequest(
                        Endpoints.require(uri),
                        headers,
                        settings.subprotocols,
                        settings.tls,
                        settings.options)
                    .through(settings.proxy.proxyFor(uri)));
  }

  private CompletionStage<URI> uri(Attempt attempt) {
    return settings.endpointFrom == null
        ? CompletableFuture.completedFuture(settings.endpoints.get(attempt.endpoint()))
        : settings.endpointFrom.apply(attempt);
  }

  private CompletionStage<Headers> headers(Attempt attempt) {
    return settings.headersFrom == null
        ? CompletableFuture.completedFuture(settings.headers)
        : settings.headersFrom.apply(attempt).thenApply(settings.headers::withAll);
  }

  private CompletionStage<Headers> authorization(boolean renew) {
    Credentials credentials = settings.credentials;
    if (credentials == null) {
      return CompletableFuture.completedFuture(Headers.empty());
    }
    if (renew) {
      credentials.invalidate();
    }
    return credentials.authorization().thenApply(value -> Headers.of("Authorization", value));
  }
}
