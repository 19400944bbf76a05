const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Writes something in one piece: a signal that would end the process waits until it is written and tidied up,
 * and ends the process then.
 *
 * @param write does not wait for anything, so that it cannot be interrupted elsewhere
 */
export function untilWritten(write: () => void): void {
  const end = (signal: NodeJS.Signals): void => {
    stop();
    process.kill(process.pid, signal);
  };
  const stop = (): void => {
    for (const signal of signals) process.off(signal, end);
  };
  for (const signal of signals) process.on(signal, end);
  try {
    write();
  } finally {
    // what came meanwhile is handed on when Node looks for events next, which is between these two
    setImmediate(() => setImmediate(stop));
  }
}
