import type { FrameLimits } from './frame-parser.ts';
import type { StartTimer } from './timer.ts';

/** Settings that an inbound client and an outbound server share; all times in milliseconds. */
export interface ConnectionOptions extends FrameLimits {
  /** How long a command may take. Default 10 000. */
  readonly commandTimeoutMs?: number;
  /** How long a background job may take. Default 60 000, the longest default ringing time of `originate`. */
  readonly jobTimeoutMs?: number;
  /** Commands sent and unanswered plus waiting, at most; then `ESL_QUEUE_FULL`. Default 1000. */
  readonly maxCommands?: number;
  /** Unfinished async event listeners at which reading pauses. Default 5000. */
  readonly maxUnfinishedDeliveries?: number;
  /** Longest such pause. Default 1000. */
  readonly maxPauseMs?: number;
  /** Silence after which FreeSWITCH is asked whether it is there; 0 = never. Default 15 000 (outbound: 0). */
  readonly keepAliveMs?: number;
  readonly startTimer?: StartTimer;
  /** Makes UUIDs for background jobs. Default `crypto.randomUUID`. */
  readonly newUuid?: () => string;
}

/** For one command, where the default does not fit. */
export interface CommandOptions {
  readonly timeoutMs?: number;
}

export interface JobOptions extends CommandOptions {
  /** The Job-UUID to use, when the caller wants to note it before it asks. */
  readonly jobUuid?: string;
}
