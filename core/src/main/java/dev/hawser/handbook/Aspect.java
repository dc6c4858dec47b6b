package dev.hawser.handbook;

/** One respect in which two codes or statuses can differ, in the order they are told. */
public enum Aspect {
  /** Close code, range or HTTP status. */
  KIND {
    @Override
    Enum<?> of(Topic topic) {
      return topic.kind();
    }
  },
  /** Who may send it. */
  SENDER {
    @Override
    Enum<?> of(Topic topic) {
      return topic.facts().sender();
    }
  },
  /** On the wire or local. */
  VISIBILITY {
    @Override
    Enum<?> of(Topic topic) {
      return topic.facts().visibility();
    }
  },
  /** Before or after the upgrade. */
  MOMENT {
    @Override
    Enum<?> of(Topic topic) {
      return topic.facts().moment();
    }
  },
  /** Whose fault it is. */
  FAULT {
    @Override
    Enum<?> of(Topic topic) {
      return topic.facts().culprit();
    }
  },
  /** What a client does best. */
  ADVICE {
    @Override
    Enum<?> of(Topic topic) {
      return topic.facts().advice();
    }
  },
  /** The wait advised before the first new attempt. */
  FIRST_WAIT {
    @Override
    Enum<?> of(Topic topic) {
      return topic.facts().firstWait();
    }
  },
  /** What Hawser does by default. */
  DEFAULT {
    @Override
    Enum<?> of(Topic topic) {
      return topic.facts().byDefault();
    }
  };

  /** Returns the topic's value in this respect. */
  abstract Enum<?> of(Topic topic);
}
