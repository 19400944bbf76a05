/** How to report work that never ends. */
export interface Unsettled {
  /** what is being waited for, as the subject of a sentence */
  readonly what: string;
  /** the exit code of a process that is made to end in the meantime */
  readonly exit: number;
  /** milliseconds after which it is taken to be stuck; @defaultValue no limit while anything may still end it */
  readonly deadline?: number;
}

/**
 * The outcome of work whose loss must not look like success: a promise that stays pending lets Node end with exit
 * code 0 and without a message.
 *
 * Where the process has nothing else left to do, or at the deadline, it rejects with an Error that says so. Where
 * something ends the process in the meantime, that is said on stderr, and the exit code is that of
 * {@link Unsettled}.
 *
 * Source: https://nodejs.org/api/process.html#event-beforeexit
 */
export const untilSettled = <Made>(work: Promise<Made>, { what, exit, deadline }: Unsettled): Promise<Made> =>
  new Promise((settle, fail) => {
    const sentence = `${what} was never finished`;
    const abandon = (): void => {
      stop();
      fail(new Error(sentence));
    };
    const lost = (): void => {
      process.exitCode = exit;
      process.stderr.write(`planproof: ${sentence}, as the process was ended\n`);
    };
    // not held: a process without anything else to do rejects at once
    const timer = deadline === undefined ? undefined : setTimeout(abandon, deadline).unref();
    const stop = waitFor({ abandon, lost }, timer);
    work.then(settle, fail).finally(stop);
  });

interface Waiting {
  readonly abandon: () => void;
  readonly lost: () => void;
}

/** One listener for all: Node warns of more than ten. */
const waiting = new Set<Waiting>();
function abandonAll(): void {
  for (const { abandon } of [...waiting]) abandon();
}
function loseAll(): void {
  for (const { lost } of waiting) lost();
}

function waitFor(one: Waiting, timer: NodeJS.Timeout | undefined): () => void {
  if (waiting.size === 0) process.on("beforeExit", abandonAll).on("exit", loseAll);
  waiting.add(one);
  return () => {
    clearTimeout(timer);
    waiting.delete(one);
    if (waiting.size === 0) process.off("beforeExit", abandonAll).off("exit", loseAll);
  };
}
