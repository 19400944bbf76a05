import { resolve } from "node:path";
import { policiesIn } from "../../../policies/language/policiesIn.js";
import type { PolicyDocument } from "../../../policies/language/policyDocument.js";
import { type MutateOptions, mutate } from "../../api/mutate.js";
import { SavedCases } from "../../corpus/savedCases.js";
import { describeScore, describeSurvivors } from "../../report/describeScore.js";
import { many } from "../../report/describeTargets.js";
import { escapeControls } from "../../report/escapeControls.js";
import { mutationHtml } from "../../report/mutationHtml.js";
import { mutationJson } from "../../report/mutationJson.js";
import { mutationReport } from "../../report/mutationReport.js";
import { printJson } from "../../report/printJson.js";
import type { Mutation } from "../../run/mutate/mutationOutcome.js";
import type { Source } from "../../run/openSource.js";
import type { ListShard } from "../../run/shards/answerShard.js";
import type { Shard } from "../../run/shards/shard.js";
import { answerDigest } from "../answerDigest.js";
import type { Arguments } from "../arguments.js";
import type { CommandBody, CommandResult } from "../command.js";
import { openOption, outOption } from "../commonOptions.js";
import type { Io } from "../io.js";
import { loadSources } from "../loadSources.js";
import { mutationExit } from "../mutationExit.js";
import { mostRequests } from "../option.js";
import {
  type Attempt,
  attempt,
  attemptOf,
  obstructed,
  obstructions,
  problemsOf,
  sourcedProblems,
  usageProblem,
} from "../problem.js";
import { readShard, shardOption } from "../shardOption.js";
import { showProgress } from "../showProgress.js";
import { sourceOptions } from "../sourceOptions.js";
import { addSurvivors } from "./addSurvivors.js";
import { type CommandTest, commandTest } from "./commandTest.js";

/** `planproof mutate`: reports which mistakes in the policies the tests would notice. */
export const mutateCommand: CommandBody = {
  fewest: 1,
  details: 'planproof mutate plan.json --command "npm test" --threshold 90',
  formats: ["human", "json", "html", "mutation"],
  configured: "sources",
  options: {
    corpus: { value: "FILE", repeatable: true, help: "the tests are the cases of a corpus" },
    properties: { help: "the tests are all built-in properties that hold" },
    property: { value: "ID", repeatable: true, help: "the tests are these properties" },
    command: {
      value: "CMD",
      help: "the test is a command, run in a copy of the working folder with the changed policy",
    },
    "command-timeout": {
      value: "SECONDS",
      minimum: 1,
      maximum: 86_400,
      help: "stop the command, as killed; default ten times its time without a mistake, at least 60",
    },
    add: { value: "FILE", help: "append a case for each mutant that survived to this corpus" },
    operator: { value: "NAME", repeatable: true, help: "only these kinds of mistakes; default all" },
    size: {
      value: "N",
      minimum: 1,
      maximum: mostRequests,
      help: "mutants at most, evenly spread over all; default all",
    },
    threshold: {
      value: "N",
      minimum: 0,
      maximum: 100,
      help: "exit 1 where the score is below N percent; default 0",
    },
    ...shardOption,
    ...sourceOptions,
    ...outOption,
    ...openOption,
  },
  answer,
};

const tests = ["corpus", "properties", "property", "command"];

async function answer(args: Arguments, io: Io): Promise<Attempt<CommandResult>> {
  if (!tests.some((name) => args.has(name))) {
    const hint = "write --corpus FILE, --properties, --property ID or --command CMD";
    return obstructed(usageProblem("`mutate` needs tests that the mistakes are put to", hint));
  }
  const shard = readShard(args, io);
  if (!shard.ok) return shard;
  const sources = await loadSources(args, io);
  if (!sources.ok) return sources;
  const source = sources.value[0]!;
  const command = args.text("command");
  const limit = args.has("command-timeout") ? { limit: args.number("command-timeout", 0) } : {};
  const test = command === undefined ? undefined : await commandTest(source, { command, ...limit }, io);
  if (test !== undefined && !test.ok) return test;
  try {
    return await answerWith(source, { ...shard.value, ...(test && { test: test.value }) }, args, io);
  } finally {
    test?.value.end();
  }
}

async function answerWith(
  source: Source,
  { test, ...shard }: { readonly test?: CommandTest; readonly shard?: Shard },
  args: Arguments,
  io: Io,
): Promise<Attempt<CommandResult>> {
  const add = args.text("add");
  if (add !== undefined) {
    // nothing is added to what is not a corpus
    const there = attemptOf(await SavedCases.open(add, [source], io.cwd));
    if (!there.ok) return there;
  }
  const progress = showProgress(args, io);
  const mutation = await mutate(source, {
    ...readOptions(args, io.cwd),
    ...shard,
    ...(test && { notice: test.notice, only: test.isWritable }),
    onMutant: (_, done, total) => progress(`${done} of ${many(total, "mutant")}`),
  });
  progress("");
  if (!mutation.ok)
    return obstructions(
      sourcedProblems(mutation.diagnostics.map((one) => ({ source: source.name, ...one }))),
    );
  const written = add === undefined ? undefined : addSurvivors(resolve(io.cwd, add), mutation.value, source);
  if (written?.ok === false) return obstructions(problemsOf(add!, written.diagnostics));
  const part = await shardOf(mutation.value, source, { ...shard, args, io });
  return attempt({
    exit: mutationExit(mutation.value, args.number("threshold", 0)),
    render: (format, { quiet }) =>
      render(mutation.value, source, {
        ...{ format, quiet, ...part },
        ...(args.has("threshold") && { threshold: args.number("threshold", 0) }),
        ...(written?.ok && { added: `${add} has a case for ${many(written.value, "survivor")}` }),
      }),
    problems: sourcedProblems([...mutation.diagnostics, ...(written?.diagnostics ?? [])]),
  });
}

function readOptions(args: Arguments, cwd: string): MutateOptions {
  const [properties, operators] = [args.texts("property"), args.texts("operator")];
  return {
    ...(args.has("corpus") && { corpus: args.texts("corpus"), cwd }),
    ...((args.has("properties") || properties.length > 0) && { properties }),
    ...(operators.length > 0 && { operators }),
    ...(args.has("size") && { size: args.number("size", 0) }),
  };
}

/** Where the survivors of a shard are among those of all, and what the shards of one run have in common. */
async function shardOf(
  { mutants, part }: Mutation,
  source: Source,
  { shard, args, io }: { readonly shard?: Shard; readonly args: Arguments; readonly io: Io },
): Promise<{ readonly shard?: ListShard }> {
  if (shard === undefined || part === undefined) return {};
  const asked = ["properties", "property", "command", "operator", "size"].map((name) => args.texts(name));
  const digest = await answerDigest([source], { asked, files: args.texts("corpus"), cwd: io.cwd });
  const at = part.at.filter((_, index) => mutants[index]!.status === "survived");
  return { shard: { ...shard, digest, questions: part.questions, at } };
}

function render(
  mutation: Mutation,
  source: Source,
  {
    format,
    quiet,
    shard,
    added,
    ...page
  }: {
    readonly format: string;
    readonly quiet: boolean;
    readonly shard?: ListShard;
    readonly added?: string;
    readonly threshold?: number;
  },
): string {
  if (format === "json") return printJson({ ...mutationJson(mutation), ...(shard && { shard }) });
  if (format === "mutation") return printJson(mutationReport(mutation, documentsOf(source)));
  if (format === "html") return mutationHtml(mutation, { source: source.name, ...page });
  const saved = added === undefined ? [] : [escapeControls(added)];
  const blocks = [describeScore(mutation), ...(quiet ? [] : [...describeSurvivors(mutation), ...saved])];
  return blocks.map((block) => `${block}\n`).join("\n");
}

const documentsOf = ({ targets }: Source): ReadonlyMap<string, PolicyDocument> =>
  new Map(
    targets
      .flatMap(({ policies }) => policiesIn(policies))
      .map(({ source, document }) => [source, document] as const),
  );
