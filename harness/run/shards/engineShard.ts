import { type Diagnostic, failure, type Result, success } from "../../../policies/text/diagnostic.js";
import type { Shard } from "./shard.js";

/** How an engine says to a job which of several equal ones it is. */
interface Engine {
  readonly name: string;
  readonly index: string;
  readonly total: string;
  /** the index of the first job */
  readonly base: 0 | 1;
}

/**
 * Sources: https://docs.gitlab.com/ci/variables/predefined_variables/,
 * https://circleci.com/docs/reference/variables/, https://buildkite.com/docs/pipelines/configure/environment-variables,
 * https://learn.microsoft.com/azure/devops/pipelines/build/variables,
 * https://docs.aws.amazon.com/batch/latest/userguide/job_env_vars.html,
 * https://kubernetes.io/docs/concepts/workloads/controllers/job/. Kubernetes does not say how many pods there are;
 * the manifest sets `JOB_COMPLETIONS`. GitHub Actions sets neither variable; the workflow writes `--shard I/N`.
 */
export const engines: readonly Engine[] = [
  { name: "GitLab CI", index: "CI_NODE_INDEX", total: "CI_NODE_TOTAL", base: 1 },
  { name: "CircleCI", index: "CIRCLE_NODE_INDEX", total: "CIRCLE_NODE_TOTAL", base: 0 },
  { name: "Buildkite", index: "BUILDKITE_PARALLEL_JOB", total: "BUILDKITE_PARALLEL_JOB_COUNT", base: 0 },
  {
    name: "Azure Pipelines",
    index: "SYSTEM_JOBPOSITIONINPHASE",
    total: "SYSTEM_TOTALJOBSINPHASE",
    base: 1,
  },
  { name: "AWS Batch", index: "AWS_BATCH_JOB_ARRAY_INDEX", total: "AWS_BATCH_JOB_ARRAY_SIZE", base: 0 },
  { name: "Kubernetes", index: "JOB_COMPLETION_INDEX", total: "JOB_COMPLETIONS", base: 0 },
];

type Environment = Readonly<Record<string, string | undefined>>;

/** How a caller asks for the shard of the engine, and how for any other. */
export interface ShardWords {
  readonly option: string;
  readonly byHand: string;
}

const ofCommandLine: ShardWords = {
  option: "`--shard auto`",
  byHand: "write --shard I/N, such as --shard 1/3",
};

/** The shard that the engine which runs this process has in its environment: what `--shard auto` means. */
export function engineShard(environment: Environment, words: ShardWords = ofCommandLine): Result<Shard> {
  const set = engines.filter(({ index }) => (environment[index] ?? "") !== "");
  const [first] = set;
  if (first === undefined) return failure(noEngine(words));
  const read = set.map((engine) => ({ engine, shard: shardOf(engine, environment) }));
  const odd = read.find(({ shard }) => shard === undefined);
  if (odd !== undefined) return failure(noTotal(odd.engine, environment, words));
  const shards = new Set(read.map(({ shard }) => JSON.stringify(shard)));
  return shards.size > 1 ? failure(disagree(set, words)) : success(read[0]!.shard!);
}

function shardOf({ index, total, base }: Engine, environment: Environment): Shard | undefined {
  const [at, count] = [index, total].map((name) => environment[name] ?? "");
  if (!/^\d{1,6}$/.test(at!) || !/^\d{1,6}$/.test(count!)) return undefined;
  const shard = { index: Number(at) + 1 - base, total: Number(count) };
  return shard.index >= 1 && shard.index <= shard.total ? shard : undefined;
}

const noEngine = ({ option, byHand }: ShardWords): Diagnostic => ({
  code: "usage",
  severity: "error",
  message: `${option} finds none of the variables ${engines.map(({ index }) => index).join(", ")}`,
  hint: `${byHand}, or run it as a parallel job of ${engines.map(({ name }) => name).join(", ")}`,
});

const noTotal = (
  { name, index, total }: Engine,
  environment: Environment,
  { option, byHand }: ShardWords,
): Diagnostic => ({
  code: "usage",
  severity: "error",
  message: `${option} cannot use ${index}=\`${environment[index]}\` of ${name} with ${total}=\`${environment[total] ?? ""}\``,
  hint: `set ${total} to the number of jobs, or ${byHand}`,
});

const disagree = (set: readonly Engine[], { option, byHand }: ShardWords): Diagnostic => ({
  code: "usage",
  severity: "error",
  message: `${option} finds variables of ${set.map(({ name }) => name).join(" and ")}, which disagree`,
  hint: byHand,
});
