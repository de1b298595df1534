import { EslError } from './errors.ts';
import type { Unsubscribe } from './event-hub.ts';

/** What a client tells about itself. */
export interface ClientStates {
  /** Authenticated and prepared: commands are accepted. */
  readonly connected: readonly [];
  /** A connection that was ready is over. Commands in flight reject right after this. */
  readonly disconnected: readonly [reason: EslError];
  /** A connection, or an attempt at one, is over; the next attempt comes in `delayMs`. `attempt` counts from 1. */
  readonly retrying: readonly [retry: { readonly attempt: number; readonly delayMs: number; readonly reason: EslError }];
  /** Something went wrong that ends nothing: a failing listener, an unreadable event. */
  readonly problem: readonly [problem: EslError];
}

export type StateListener<K extends keyof ClientStates> = (...args: ClientStates[K]) => void;

type ListenerSets = { readonly [K in keyof ClientStates]: Set<StateListener<K>> };

/** The few listeners for a client's own states; a listener that throws is a problem, not the end of the others. */
export class StateListeners {
  readonly #sets: ListenerSets = {
    connected: new Set(),
    disconnected: new Set(),
    retrying: new Set(),
    problem: new Set(),
  };

  on<K extends keyof ClientStates>(name: K, listener: StateListener<K>): Unsubscribe {
    const listeners: Set<StateListener<K>> = this.#sets[name];
    const entry: StateListener<K> = (...args) => listener(...args);
    listeners.add(entry);
    return () => {
      listeners.delete(entry);
    };
  }

  emit<K extends keyof ClientStates>(name: K, ...args: ClientStates[K]): void {
    const listeners: Set<StateListener<K>> = this.#sets[name];
    if (name === 'problem' && listeners.size === 0) warnAbout(args[0]);
    for (const listener of Array.from(listeners)) {
      try {
        listener(...args);
      } catch (cause) {
        const problem = new EslError('ESL_LISTENER_FAILED', { where: name, cause });
        // A failing problem listener must not be told about itself for ever.
        if (name === 'problem') warnAbout(problem);
        else this.emit('problem', problem);
      }
    }
  }
}

/** Where nobody listens for problems they must still not vanish. */
function warnAbout(problem: unknown): void {
  process.emitWarning(problem instanceof Error ? problem : new EslError('ESL_LISTENER_FAILED'));
}
