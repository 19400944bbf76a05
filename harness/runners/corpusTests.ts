import { type Diagnostic, failures, type Result, success } from "../../policies/text/diagnostic.js";
import { didYouMean } from "../../policies/text/nearestNames.js";
import { loadConfig } from "../config/loadConfig.js";
import { corpusTargets } from "../corpus/corpusTargets.js";
import { readCorpus } from "../corpus/readCorpus.js";
import { replayAgainst, type TargetReplay } from "../corpus/replayAgainst.js";
import { describeReplay, describeUndecidedCases, missing } from "../report/describeReplay.js";
import { escapeControls } from "../report/escapeControls.js";
import { checkPreconditions } from "../run/checkPreconditions.js";
import { openSource, type Source } from "../run/openSource.js";
import { refuseShard } from "../run/shards/shard.js";
import { givenOptions, type SourceOptions } from "../run/sourceOptions.js";
import { untilSettled } from "../run/untilSettled.js";
import { failingTest, type ListedTest, type TestOutcome } from "./listedTest.js";
import { ownShard, type ShardChoice, type WithOwnShard } from "./ownShard.js";
import { type PlanSource, sourceTitle } from "./planSuite.js";
import { sourceFailure, testFailure } from "./verdictFailure.js";

export interface CorpusOptions extends SourceOptions {
  /**
   * the sources whose targets are asked, such as the plan of the change; each is a SOURCE of the command line.
   * @defaultValue those of the configuration
   */
  readonly against?: PlanSource | readonly PlanSource[];
  /** what a case does whose decision depends on something unknown: `fail` the test, or `allow` it; @defaultValue `fail` */
  readonly undecided?: "fail" | "allow";
  /** the path of a configuration; @defaultValue `planproof.config.*`, found upward from the working directory */
  readonly config?: string;
  /** the directory that relative paths start from; @defaultValue that of the process */
  readonly cwd?: string;
  /**
   * Only a part of the cases, which a hash of their ids chooses, such as `{ index: 1, total: 3 }`: for several
   * processes that share them; `auto` takes it from the variables of the CI or job engine; @defaultValue all
   */
  readonly shard?: ShardChoice;
}

/**
 * Lists one test per target of a corpus, for a test runner without a door here: each case is asked of the target
 * that it names, as that is in the sources `against`. The failure of a test has the cases that drifted, with the
 * statements that decided then and decide now. A target that the source lacks, or that the corpus lacks, is a failing
 * test, and so is a corpus or source that cannot be read.
 *
 * @example
 * ```ts
 * import { corpusTests } from "planproof";
 *
 * for (const { title, run } of await corpusTests("golden.jsonl", { against: "plan.json" })) {
 *   try {
 *     console.log(title, await run());
 *   } catch (failure) {
 *     console.error(title, String(failure)); // here: golden.jsonl does not exist
 *   }
 * }
 * ```
 */
export async function corpusTests(corpus: string, given: CorpusOptions = {}): Promise<readonly ListedTest[]> {
  const suite = escapeControls(corpus);
  const sharded = ownShard(given);
  const configured = sharded.ok ? await withConfiguration(sharded.value) : sharded;
  if (!configured.ok)
    return [failingTest(suite, "can be replayed", sourceFailure(corpus, configured.diagnostics))];
  const options = configured.value;
  const unfinished = { what: `replaying \`${suite}\``, exit: 1, deadline };
  // a file that cannot be loaded would keep the tests of the others from running
  const replayed = await untilSettled(replayCorpus(corpus, options), unfinished).catch((thrown: unknown) => ({
    thrown,
  }));
  if ("thrown" in replayed) return [failingTest(suite, "can be replayed", replayed.thrown)];
  if (!replayed.ok)
    return [failingTest(suite, "can be replayed", sourceFailure(corpus, replayed.diagnostics))];
  return targetTests(corpus, replayed.value, options);
}

type ShardedOptions = WithOwnShard<CorpusOptions>;

/** The options of a call, and what the configuration says where these say nothing. */
async function withConfiguration(options: ShardedOptions): Promise<Result<ShardedOptions>> {
  const { cwd, config } = options;
  const loaded = await loadConfig({
    ...(cwd !== undefined && { cwd }),
    ...(config !== undefined && { file: config }),
  });
  if (!loaded.ok) return loaded;
  const { sources, undecided, ...where } = loaded.value?.config ?? {};
  return success({
    ...(sources && { against: sources }),
    ...(undecided && { undecided }),
    ...givenOptions(where),
    ...options,
  });
}

/** No plan takes that long to show and to read. */
const deadline = 10 * 60_000;

async function replayCorpus(corpus: string, options: ShardedOptions): Promise<Result<TargetReplay>> {
  const { against, cwd, undecided: _, config: __, shard, ...rest } = options;
  refuseShard("corpusTests", shard);
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
  return readCorpus(corpus, cwd ?? "", (batches) => replayAgainst(batches, targets, shard));
}

function targetTests(
  corpus: string,
  replayed: TargetReplay,
  { against, undecided = "fail" }: CorpusOptions,
): readonly ListedTest[] {
  const { asked, missingTargets, newTargets, unreadable } = replayed;
  const suite = escapeControls(corpus);
  const source = asList(against).map(sourceTitle).join(", ");
  const command = `npx planproof corpus replay ${corpus} --against ${source} --update`;
  const lacking = testFailure([escapeControls(`the corpus has no case of it: \`${command}\` adds some`)]);
  const targetTest = (target: string, sentence: string): ListedTest => ({
    suite: [suite],
    title: escapeControls(`${target} ${sentence}`),
    mayBePending: undecided === "allow",
    run: () => judgeReplay(partOf(replayed, target), undecided),
  });
  return [
    ...(unreadable.length > 0
      ? [failingTest(suite, "can be read", sourceFailure(corpus, unreadable.map(withLine)))]
      : []),
    ...[...new Set(asked.map(({ name }) => name))].map((target) => targetTest(target, "decides as before")),
    ...missingTargets.map(({ target, cases }) =>
      failingTest(
        suite,
        escapeControls(`${target} is in ${source}`),
        testFailure([escapeControls(missing(cases))]),
      ),
    ),
    ...[...new Set([...newTargets, ...withoutCases(replayed)])].map((target) =>
      newTargets.includes(target)
        ? failingTest(suite, escapeControls(`${target} is in the corpus`), lacking)
        : targetTest(target, "is in the corpus"),
    ),
  ];
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

/** The outcome of the test of one target. */
function judgeReplay(part: TargetReplay, mode: "fail" | "allow"): TestOutcome {
  const { drifted, undecided, changes } = part;
  const failing = { ...part, undecided: mode === "fail" ? undecided : [] };
  const lines = describeReplay(failing, ({ line }) => `line ${line}`);
  if (drifted.length + changes.length > 0 || failing.undecided.length > 0) throw testFailure(lines);
  if (undecided.length === 0) return { notes: [] };
  const pending = describeUndecidedCases(undecided).join(" ").replaceAll(/\s+/g, " ");
  return { notes: [], pending: escapeControls(pending) };
}

const withLine = (diagnostic: Diagnostic): Diagnostic => ({
  ...diagnostic,
  message: `line ${diagnostic.position?.line ?? "?"}: ${diagnostic.message}`,
});

const asList = (against: CorpusOptions["against"]): readonly PlanSource[] =>
  Array.isArray(against)
    ? (against as readonly PlanSource[])
    : against === undefined
      ? []
      : [against as PlanSource];

/** For JavaScript, where nothing else reports a typo. */
function unknownOptions(options: object): readonly Diagnostic[] {
  const names = ["against", "undecided", "config", "cwd", "account", "region", "managed", "chdir"];
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
    ? [
        ...unknown,
        problem(
          "`against` is missing",
          'name what to ask: { against: "plan.json" }, or name `sources` in planproof.config.json',
        ),
      ]
    : unknown;
}
