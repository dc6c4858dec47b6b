/** Hawser's doctor: probes on raw sockets, evidence, a judge and reports. */
module dev.hawser.doctor {
  requires transitive dev.hawser.core;
  requires static transitive org.jspecify;

  exports dev.hawser.doctor;
  exports dev.hawser.doctor.evidence;
  exports dev.hawser.doctor.judge;
  exports dev.hawser.doctor.plan;
  exports dev.hawser.doctor.report;
}
