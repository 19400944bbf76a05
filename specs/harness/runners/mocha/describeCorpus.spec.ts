import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { ask } from "../../cli/ask.js";
import { temporaryDirectory } from "../../cli/temporaryDirectory.js";

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/** Runs corpora in a separate mocha, next to the plans. */
function runCorpora(...asked: readonly (readonly [corpus: string, options: object])[]) {
  const { resolve } = createRequire(import.meta.url);
  const [mocha, tsx] = [resolve("mocha/bin/mocha.js"), resolve("tsx")];
  const argv = [mocha, "--no-config", "--no-color", "--require", tsx, path("suites/corpus.mts")];
  const env = { ...process.env, PLANPROOF_SUITE: JSON.stringify(asked) };
  const cwd = path("../../../fixtures/batch-plan");
  const { status, stdout, stderr } = spawnSync(process.execPath, argv, { cwd, env, encoding: "utf8" });
  return { failures: status, output: stdout + stderr };
}

describe("describeCorpus", () => {
  const scratch = temporaryDirectory();
  before(async () => {
    await ask(["corpus", "generate", "noop.plan.json", "--out", scratch.path("golden.jsonl")]);
    await ask(["corpus", "generate", "noop.plan.json#aws_iam_role.job", "--out", scratch.path("job.jsonl")]);
  });

  it("has a test for each target, and one that drifted says which statement did it", () => {
    const { failures, output } = runCorpora(
      [scratch.path("golden.jsonl"), { against: "noop.plan.json" }],
      [scratch.path("golden.jsonl"), { against: "widen.plan.json" }],
    );
    expect(failures, output).to.equal(1);
    expect(output).to.match(/5 passing/);
    expect(output).to.include("✔ aws_iam_role.batch_service decides as before");
    expect(output).to.match(/DRIFTED {2}aws_iam_role\.operator {2}\S+ {2}line \d+/);
    expect(output).to.match(/now +allowed by Lifecycle, \/Statement\/1 of aws_iam_policy\.guarded/);
  });

  it("fails for targets that are gone or new, and for what is undecided unless that is allowed", () => {
    const { failures, output } = runCorpora(
      [scratch.path("job.jsonl"), { against: "noop.plan.json" }],
      [scratch.path("golden.jsonl"), { against: "noop.plan.json#aws_iam_role.job" }],
      [scratch.path("golden.jsonl"), { against: "create.plan.json", undecided: "allow" }],
    );
    expect(failures, output).to.equal(4);
    expect(output).to.include("aws_iam_role.operator is in the corpus");
    expect(output).to.include("--against noop.plan.json --update` adds some");
    expect(output).to.include("aws_iam_role.operator is in noop.plan.json#aws_iam_role.job");
    expect(output)
      .to.include("2 pending")
      .and.to.match(/- aws_iam_role\.job decides as before\n/)
      .and.to.match(/planproof: .*golden\.jsonl > aws_iam_role\.job decides as before \(.*undecided: /);
  });

  it("is one failing test where nothing can be asked", () => {
    const { failures, output } = runCorpora(
      ["absent.jsonl", { against: "noop.plan.json" }],
      [scratch.path("golden.jsonl"), { against: "absent.json" }],
      [scratch.path("golden.jsonl"), {}],
      [scratch.path("golden.jsonl"), { against: "noop.plan.json", undecidd: "allow" }],
    );
    expect(failures, output).to.equal(4);
    expect(output).to.include("the file does not exist");
    expect(output).to.include("`absent.json` does not exist");
    expect(output).to.include("`against` is missing");
    expect(output).to.include("unknown option `undecidd`").and.to.include("did you mean `undecided`");
  });
});
