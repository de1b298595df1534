export type CancelTimer = () => void;

/** Calls back once after `ms` milliseconds unless cancelled. Passed in, so that tests own the time. */
export type StartTimer = (ms: number, callback: () => void) => CancelTimer;

export const realTimer: StartTimer = (ms, callback) => {
  const handle = setTimeout(callback, ms);
  return () => {
    clearTimeout(handle);
  };
};
