export interface BackoffOptions {
  /** Upper bound of the first wait in milliseconds. Default 250. */
  readonly firstMs?: number;
  /** Upper bound of every wait in milliseconds. Default 15 000. */
  readonly mostMs?: number;
}

/**
 * How long to wait before connection attempt `attempt` (0 = the first repetition), in milliseconds: the bound doubles
 * each time, and the wait is between half of it and all of it, so that many runtimes that lost the same FreeSWITCH do
 * not come back in the same instant. `random` gives numbers from 0 up to, not including, 1.
 */
export function backoffDelay(attempt: number, random: () => number, options: BackoffOptions = {}): number {
  const { firstMs = 250, mostMs = 15_000 } = options;
  // 2^30 is far past any bound; without the cap a month of attempts would reach Infinity.
  const bound = Math.min(mostMs, firstMs * 2 ** Math.min(attempt, 30));
  return Math.round(bound / 2 + (random() * bound) / 2);
}
