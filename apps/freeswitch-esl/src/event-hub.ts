import { EslError } from './errors.ts';
import type { EslEvent } from './esl-event.ts';

/** May be async; what it throws or rejects with becomes an `ESL_LISTENER_FAILED` problem and stops nobody else. */
export type EventListener = (event: EslEvent) => void | Promise<void>;
export type Unsubscribe = () => void;

/**
 * Hands events to listeners. Two indexes, by name and by channel, so that the cost of an event is that of its own
 * listeners and does not grow with the calls in progress.
 */
export class EventHub {
  readonly #byName = new Map<string, Set<EventListener>>();
  readonly #byChannel = new Map<string, Set<EventListener>>();
  readonly #onProblem: (problem: EslError) => void;

  constructor(onProblem: (problem: EslError) => void) {
    this.#onProblem = onProblem;
  }

  /** `name` is an event name (`CHANNEL_HANGUP`), the subclass of a custom event (`sofia::register`), or `*` for all. */
  on(name: string, listener: EventListener): Unsubscribe {
    return addTo(this.#byName, name, listener);
  }

  /** Events whose `Unique-ID` is this channel. Unsubscribe when the call is over. */
  onChannel(uuid: string, listener: EventListener): Unsubscribe {
    return addTo(this.#byChannel, uuid, listener);
  }

  /** How many names and channels have listeners; for leak checks. */
  get size(): number {
    return this.#byName.size + this.#byChannel.size;
  }

  /** Calls the listeners in the order in which they subscribed; returns the work that goes on, which never rejects. */
  dispatch(event: EslEvent): readonly Promise<void>[] {
    const running: Promise<void>[] = [];
    const { subclass, uuid } = event;
    if (uuid !== undefined) this.#call(this.#byChannel.get(uuid), event, running);
    this.#call(this.#byName.get(event.name), event, running);
    if (subclass !== undefined) this.#call(this.#byName.get(subclass), event, running);
    this.#call(this.#byName.get('*'), event, running);
    return running;
  }

  #call(listeners: ReadonlySet<EventListener> | undefined, event: EslEvent, running: Promise<void>[]): void {
    if (listeners === undefined) return;
    // A copy: a listener may unsubscribe itself, or subscribe another that must not see this same event.
    for (const listener of Array.from(listeners)) {
      try {
        const result = listener(event);
        if (result !== undefined) running.push(result.catch((thrown: unknown) => this.#report(thrown)));
      } catch (thrown) {
        this.#report(thrown);
      }
    }
  }

  #report(thrown: unknown): void {
    this.#onProblem(new EslError('ESL_LISTENER_FAILED', { cause: thrown }));
  }
}

function addTo(index: Map<string, Set<EventListener>>, key: string, listener: EventListener): Unsubscribe {
  // Wrapped, so that the same function subscribed twice is two subscriptions.
  const entry: EventListener = (event) => listener(event);
  const listeners = index.get(key) ?? new Set();
  listeners.add(entry);
  index.set(key, listeners);
  return () => {
    listeners.delete(entry);
    if (listeners.size === 0 && index.get(key) === listeners) index.delete(key);
  };
}
