import { Worker } from "node:worker_threads";

/** A file of HCL in the JSON syntax of terraform, or that the parser does not take it. */
export type ParsedHcl = { readonly ok: true; readonly value: unknown } | { readonly ok: false };

/** A file within the limits takes two seconds of CPU at most, so that only a parser that hangs takes this long. */
const deadline = 30_000;

/** The thread of the last call, if it is fit for the next. */
let idle: Worker | undefined;

/**
 * Parses one file of HCL in a thread. A thread in which anything failed is thrown away: its parser may be dead
 * and would never answer again. One that waits for work does not keep the process alive.
 *
 * Measure the string first: the parser recurses, and its memory is bounded only by what it is given.
 *
 * @throws Error when it does not answer within 30 seconds. That is a bug, not a property of the file: what is
 *   known of a plan must not depend on how busy the machine is.
 */
export async function parseHcl(text: string): Promise<ParsedHcl> {
  const worker = idle ?? startWorker();
  idle = undefined;
  let answer: ParsedHcl = { ok: false };
  try {
    answer = await ask(worker, text);
  } finally {
    if (answer.ok && idle === undefined) {
      idle = worker;
      worker.unref();
    } else await worker.terminate();
  }
  return answer;
}

function startWorker(): Worker {
  // what the parser prints may quote the configuration; and a thread needs no loader that this process has
  const options = { execArgv: [], stdout: true, stderr: true };
  const worker = new Worker(new URL("./hclWorker.cjs", import.meta.url), options);
  const forget = (): void => {
    if (idle === worker) idle = undefined;
  };
  return worker.on("error", forget).on("exit", forget);
}

/** Answers `ok: false` for a thread that dies, as for a string that is refused. */
const ask = (worker: Worker, text: string): Promise<ParsedHcl> =>
  new Promise((settle, fail) => {
    const late = () => fail(new Error("the HCL parser has not answered for 30 seconds"));
    const timer = setTimeout(late, deadline);
    const end = (answer: ParsedHcl): void => {
      clearTimeout(timer);
      worker.off("message", end).off("error", die).off("exit", die);
      settle(answer);
    };
    const die = (): void => end({ ok: false });
    worker.ref();
    worker.on("message", end).on("error", die).on("exit", die);
    worker.postMessage(text);
  });
