package dev.hawser.gateway;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/** A session of the gateway, told at its end. */
@Name("dev.hawser.gateway.Session")
@Label("Gateway Session")
@Category({"Hawser", "Gateway"})
@Description("One session of the gateway and the first cause of its end")
@StackTrace(false)
final class SessionEvent extends Event {
  @Label("Id")
  @Nullable String id;

  @Label("Route")
  @Nullable String route;

  @Label("Upstream")
  @Nullable String upstream;

  @Label("First Cause")
  @Nullable String firstCause;

  @Label("Begun By")
  @Nullable String by;

  @Label("Client's Close Code")
  int clientCode;

  @Label("Upstream's Close Code")
  int upstreamCode;

  @Label("Bytes from the Client")
  @DataAmount
  long bytesIn;

  @Label("Bytes to the Client")
  @DataAmount
  long bytesOut;

  @Label("Age")
  @Timespan(Timespan.MILLISECONDS)
  long age;
}
