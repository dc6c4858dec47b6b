package dev.hawser.gateway;

import java.net.URI;
import java.util.List;

/** The upstreams in the order in which they are asked. */
final class Upstreams {
  private final List<Upstream> all;

  Upstreams(List<URI> bases) {
    this.all = bases.stream().map(Upstream::new).toList();
  }

  List<Upstream> all() {
    return all;
  }

  /** Returns those that are well, as far as is known, less those left out unless that is all. */
  List<Upstream> fit(long now) {
    List<Upstream> well = all.stream().filter(Upstream::well).toList();
    List<Upstream> in = well.stream().filter(upstream -> !upstream.out(now)).toList();
    return in.isEmpty() ? well : in;
  }
}
