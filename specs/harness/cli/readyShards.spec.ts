import { cpSync, mkdirSync } from "node:fs";
import { Testing } from "cdktf";
import { expect } from "chai";
import { BatchArrayStack } from "../../../docs/shards/batchArrayStack.js";
import { absolute, readText } from "../../house/repository.js";
import { ask } from "./ask.js";
import { temporaryDirectory } from "./temporaryDirectory.js";

const batch = () =>
  Testing.synth(
    new BatchArrayStack(Testing.app(), "planproof", {
      region: "eu-west-1",
      account: "111122223333",
      subnets: ["subnet-0a1b2c3d"],
      securityGroup: "sg-0a1b2c3d",
      image: "111122223333.dkr.ecr.eu-west-1.amazonaws.com/planproof:1",
    }),
  );

/** What an engine puts in the place of its expressions, and the variables that it sets, for one of so many jobs. */
interface Engine {
  readonly text: () => string;
  readonly total: number;
  readonly env: (at: number, total: number) => Readonly<Record<string, string>>;
  readonly expressions?: (at: number, total: number) => Readonly<Record<string, string>>;
}

const engines: Readonly<Record<string, Engine>> = {
  "GitHub Actions": {
    text: () => readText("docs/shards/github-actions.yml"),
    total: 3,
    env: () => ({}),
    expressions: (at, total) => ({
      "${{ matrix.shard }}": String(at + 1),
      "${{ strategy.job-total }}": String(total),
    }),
  },
  "GitLab CI": {
    text: () => readText("docs/shards/gitlab-ci.yml"),
    total: 3,
    env: (at, total) => ({ CI_NODE_INDEX: String(at + 1), CI_NODE_TOTAL: String(total) }),
  },
  Kubernetes: {
    text: () => readText("docs/shards/kubernetes-job.yaml"),
    total: 7,
    env: (at) => ({ JOB_COMPLETION_INDEX: String(at), ...variablesIn("docs/shards/kubernetes-job.yaml") }),
  },
  "AWS Batch": {
    text: batch,
    total: 5,
    env: (at, total) => ({
      AWS_BATCH_JOB_ARRAY_INDEX: String(at),
      AWS_BATCH_JOB_ARRAY_SIZE: String(total),
    }),
  },
};

/** The variables that a manifest sets. */
const variablesIn = (path: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...readText(path).matchAll(/- name: (\w+) #.*\n\s+value: "(\d+)"/g)].map(([, name, value]) => [
      name!,
      value!,
    ]),
  );

/** The arguments of the `planproof check` of a file, as a shell of the engine would split them. */
function argumentsIn(engine: Engine, at: number): readonly string[] {
  const [, command] = /planproof (check plan\.json.*?) \|\|/s.exec(engine.text().replaceAll(/\s+/g, " "))!;
  const known = engine.expressions?.(at, engine.total) ?? {};
  const replaced = Object.entries(known).reduce(
    (line, [expression, value]) => line.replaceAll(expression, value),
    command!,
  );
  const env = engine.env(at, engine.total);
  return replaced.replaceAll(/\$(\w+)/g, (_, name: string) => env[name]!).split(" ");
}

describe("the ready files", () => {
  const temporary = temporaryDirectory();

  for (const [name, engine] of Object.entries(engines)) {
    it(`of ${name} check all of a plan`, async () => {
      const cwd = temporary.path(name);
      mkdirSync(cwd);
      cpSync(absolute("specs/fixtures/batch-plan/widen.plan.json"), `${cwd}/plan.json`);
      const files: string[] = [];
      for (let at = 0; at < engine.total; at += 1) {
        const argv = argumentsIn(engine, at);
        const { exit, stderr } = await ask(argv, { cwd, env: engine.env(at, engine.total) });
        expect(exit, stderr).to.be.oneOf([0, 1, 3]);
        files.push(argv.find((word) => word.startsWith("json="))!.slice("json=".length));
      }
      expect(new Set(files)).to.have.property("size", engine.total);
      const merged = await ask(["report", "merge", ...files, "--format", "json"], { cwd });
      const whole = await ask(["check", "plan.json", "--format", "json"], { cwd });
      expect(merged.stdout).to.equal(whole.stdout);
      expect(merged.exit).to.equal(whole.exit);
    });
  }

  it("of Kubernetes set as many completions as pods", () => {
    const text = readText("docs/shards/kubernetes-job.yaml");
    const [, completions] = /completions: (\d+)/.exec(text)!;
    expect(variablesIn("docs/shards/kubernetes-job.yaml")).to.deep.equal({ JOB_COMPLETIONS: completions });
  });

  it("of GitHub Actions have the shards that the matrix lists", () => {
    expect(readText("docs/shards/github-actions.yml")).to.include("shard: [1, 2, 3]");
  });
});
