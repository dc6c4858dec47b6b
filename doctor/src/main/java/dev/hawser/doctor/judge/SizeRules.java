package dev.hawser.doctor.judge;

import static dev.hawser.diagnosis.Confidence.CONFIRMED;
import static dev.hawser.diagnosis.Confidence.LIKELY;
import static dev.hawser.diagnosis.Confidence.POSSIBLE;
import static dev.hawser.diagnosis.Confidence.UNKNOWN;

import dev.hawser.diagnosis.Cause;
import dev.hawser.doctor.evidence.CaseFile;
import dev.hawser.doctor.evidence.FrameNote;
import dev.hawser.doctor.evidence.SizeLook;

/** Messages of growing size, and one compressed: rules R19, R20 and R29. */
final class SizeRules {
  /** A packet that must be fragmented is larger than this and, on most paths, than 1500. */
  private static final long ONE_PACKET = 1_600;

  private SizeRules() {}

  static Findings of(CaseFile file) {
    SizeLook failed = null;
    long survived = 0;
    for (SizeLook look : file.sizes()) {
      if (look.survived()) {
        survived = look.bytes();
      } else {
        failed = look;
      }
    }
    if (failed != null) {
      return Findings.main(limit(failed, survived));
    }
    SizeLook compressed = file.compressed();
    if (compressed == null || compressed.survived() || survived < compressed.bytes()) {
      return Findings.NONE;
    }
    // The control: the same size went through uncompressed.
    return Findings.main(
        Finding.of(
            Cause.PHANTOM_COMPRESSION,
            LIKELY,
            Stage.OPEN,
            Phrase.of("proof.compressed", compressed.bytes(), said(compressed))));
  }

  private static Finding limit(SizeLook failed, long survived) {
    Phrase proof = Phrase.of("proof.size", failed.bytes(), said(failed), survived);
    boolean clear = failed.code() != 0 && failed.code() != 1009 && failed.code() != 1005;
    if (survived == 0 && clear) {
      // Not the size: the application does not take this message at all.
      FrameNote close = new FrameNote(FrameNote.CLOSE, 0, false, 2, failed.code(), "", 0);
      return CloseRules.of(close).and(proof);
    }
    if (failed.code() == 1009) {
      return Finding.of(Cause.MESSAGE_TOO_BIG, CONFIRMED, Stage.OPEN, proof);
    }
    if (survived == 0) {
      return Finding.of(Cause.UNKNOWN, UNKNOWN, Stage.OPEN, proof);
    }
    if (failed.end().ended() || failed.code() != 0) {
      return Finding.of(Cause.MESSAGE_TOO_BIG, LIKELY, Stage.OPEN, proof);
    }
    return Finding.of(
        Cause.MTU_BLACKHOLE, failed.bytes() <= ONE_PACKET ? LIKELY : POSSIBLE, Stage.OPEN, proof);
  }

  private static Object said(SizeLook look) {
    return look.code() == 0 ? look.end() : look.code();
  }
}
