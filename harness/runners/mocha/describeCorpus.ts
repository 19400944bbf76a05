import type { Context } from "mocha";
import { type Diagnostic, failures, type Result } from "../../../policies/text/diagnostic.js";
import { didYouMean } from "../../../policies/text/nearestNames.js";
import { corpusTargets } from "../../corpus/corpusTargets.js";
import { readCorpus } from "../../corpus/readCorpus.js";
import { replayAgainst, type TargetReplay } from "../../corpus/replayAgainst.js";
import { describeReplay, describeUndecidedCases, missing } from "../../report/describeReplay.js";
import { escapeControls } from "../../report/escapeControls.js";
import { checkPreconditions } from "../../run/checkPreconditions.js";
import { openSource, type Source } from "../../run/openSource.js";
import { givenOptions, type SourceOptions } from "../../run/sourceOptions.js";
import { untilSettled } from "../../run/untilSettled.js";
import { type PlanSource, sourceTitle } from "../planSuite.js";
import { sourceFailure, testFailure } from "../verdictFailure.js";
import { failIfNotAwaited } from "./failIfNotAwaited.js";
import { postpone } from "./reportOutcome.js";

export interface CorpusOptions extends SourceOptions {
  /** the sources whose targets are asked, such as the plan of the change; each is a SOURCE of the command line */
  readonly against: PlanSource | readonly PlanSource[];
  /** what a case does whose decision depends on something unknown: `fail` the test, or `allow` it; @defaultValue `fail` */
  readonly undecided?: "fail" | "allow";
  /** the directory that relative paths start from; @defaultValue that of the process */
  readonly cwd?: string;
}

/**
 * Makes a mocha `describe` with one test per target of a corpus: each case is asked of the target that it names, as
 * that is in the sources `against`. The message of a failing test has the cases that drifted, with the statements
 * that decided then and decide now. A target that the source lacks, or that the corpus lacks, is a failing test.
 *
 * Call it in an ES module, with `await`. A corpus or source that cannot be read is one failing test, and so is a call
 * that is not awaited.
 *
 * @throws Error outside a mocha test file
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { describeCorpus } from "planproof/mocha";
 *
 * const suite = () => describeCorpus("golden.jsonl", { against: "plan.json" });
 * assert.equal(typeof suite, "function"); // in a test file: `await suite()`
 * ```
 */
export async function describeCorpus(corpus: string, options: CorpusOptions): Promise<void> {
  if (typeof describe !== "function") throw new Error("describeCorpus is called outside a mocha test file");
  const title = escapeControls(corpus);
  const arrived = failIfNotAwaited(title, notAwaited);
  const unfinished = { what: `replaying \`${title}\``, exit: 1, deadline };
  // a file that cannot be loaded would keep the tests of the others from running
  const replayed = await untilSettled(replayCorpus(corpus, options), unfinished).catch((thrown: unknown) => ({
    thrown,
  }));
  arrived();
  describe(title, () => {
    if ("thrown" in replayed) {
      it("can be replayed", () => {
        throw replayed.thrown;
      });
    } else if (replayed.ok) describeTargets(corpus, replayed.value, options);
    else {
      it("can be replayed", () => {
        throw sourceFailure(corpus, replayed.diagnostics);
      });
    }
  });
}

/** No plan takes that long to show and to read. */
const deadline = 10 * 60_000;

async function replayCorpus(corpus: string, options: CorpusOptions): Promise<Result<TargetReplay>> {
  const { against, cwd, undecided: _, ...rest } = options ?? {};
  const faults = unknownOptions({ ...rest, against });
  if (faults.length > 0) return failures(faults);
  const where = { ...givenOptions(rest), ...(cwd !== undefined && { cwd }) };
  const opened = await Promise.all(
    asList(against).map((one): Result<Source> | Promise<Result<Source>> =>
      typeof one === "string" ? openSource(one, where) : one,
    ),
  );
  const problems = opened.flatMap((one) => (one.ok ? checkPreconditions(one.value) : one.diagnostics));
  if (problems.length > 0) return failures(problems);
  const targets = corpusTargets(opened.flatMap((one) => (one.ok ? [one.value] : [])));
  return readCorpus(corpus, cwd ?? "", (batches) => replayAgainst(batches, targets));
}

function describeTargets(
  corpus: string,
  replayed: TargetReplay,
  { against, undecided }: CorpusOptions,
): void {
  const { asked, missingTargets, newTargets, unreadable } = replayed;
  const source = asList(against).map(sourceTitle).join(", ");
  if (unreadable.length > 0) {
    it("can be read", () => {
      throw sourceFailure(corpus, unreadable.map(withLine));
    });
  }
  for (const target of new Set(asked.map(({ name }) => name))) {
    it(escapeControls(`${target} decides as before`), function () {
      reportTarget(this, partOf(replayed, target), undecided);
    });
  }
  for (const { target, cases } of missingTargets) {
    it(escapeControls(`${target} is in ${source}`), () => {
      throw testFailure([escapeControls(missing(cases))]);
    });
  }
  for (const target of new Set([...newTargets, ...withoutCases(replayed)])) {
    it(escapeControls(`${target} is in the corpus`), function () {
      const [lacking, part] = [newTargets.includes(target), partOf(replayed, target)];
      if (!lacking) reportTarget(this, part, undecided);
      const command = `planproof corpus replay ${corpus} --against ${source} --update`;
      throw testFailure([escapeControls(`the corpus has no case of it: \`${command}\` adds some`)]);
    });
  }
}

/** The targets that the corpus lacks and that are unknown in part. */
const withoutCases = ({ undecided }: TargetReplay): readonly string[] =>
  undecided.filter(({ id }) => id === undefined).map(({ target }) => target);

/** What a replay says of one target. */
function partOf(replayed: TargetReplay, target: string): TargetReplay {
  const own = <T extends { readonly target: string }>(list: readonly T[]) =>
    list.filter((one) => one.target === target);
  const { drifted, undecided, changes } = replayed;
  return {
    ...replayed,
    drifted: own(drifted),
    changes: own(changes),
    undecided: own(undecided),
    missingTargets: [],
    newTargets: [],
  };
}

function reportTarget(test: Context, part: TargetReplay, mode: CorpusOptions["undecided"] = "fail"): void {
  const { drifted, undecided, changes } = part;
  const failing = { ...part, undecided: mode === "fail" ? undecided : [] };
  const lines = describeReplay(failing, ({ line }) => `line ${line}`);
  if (drifted.length + changes.length > 0 || failing.undecided.length > 0) throw testFailure(lines);
  if (undecided.length > 0)
    postpone(test, describeUndecidedCases(undecided).join(" ").replaceAll(/\s+/g, " "));
}

const withLine = (diagnostic: Diagnostic): Diagnostic => ({
  ...diagnostic,
  message: `line ${diagnostic.position?.line ?? "?"}: ${diagnostic.message}`,
});

const asList = (against: CorpusOptions["against"]): readonly PlanSource[] =>
  Array.isArray(against) ? (against as readonly PlanSource[]) : [against as PlanSource];

/** For JavaScript, where nothing else reports a typo. */
function unknownOptions(options: object): readonly Diagnostic[] {
  const names = ["against", "undecided", "cwd", "account", "region", "managed", "chdir"];
  const problem = (message: string, hint: string): Diagnostic => ({
    code: "usage",
    severity: "error",
    message,
    hint,
  });
  const unknown = Object.keys(options)
    .filter((name) => !names.includes(name))
    .map((name) => problem(`unknown option \`${name}\``, didYouMean(name, names)));
  const isMissing = !("against" in options) || options.against === undefined;
  return isMissing
    ? [...unknown, problem("`against` is missing", 'name what to ask: { against: "plan.json" }')]
    : unknown;
}

const notAwaited: Diagnostic = {
  code: "not-awaited",
  severity: "error",
  message: "`describeCorpus` is not awaited",
  hint: "write `await describeCorpus(...)` in an ES module",
};
