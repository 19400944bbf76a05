import { copyFileSync, linkSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { ask, cwd as fixtures } from "../ask.js";
import { temporaryDirectory } from "../temporaryDirectory.js";

describe("--out", () => {
  const scratch = temporaryDirectory();
  before(() => {
    copyFileSync(join(fixtures, "noop.plan.json"), scratch.path("plan.json"));
    mkdirSync(scratch.path("folder"));
    symlinkSync("plan.json", scratch.path("link.json"));
    linkSync(scratch.path("plan.json"), scratch.path("hard.json"));
    symlinkSync("folder", scratch.path("linked"));
  });

  const check = ["check", "plan.json", "--runs", "5"];
  const rows: readonly (readonly [argv: readonly string[], says: string])[] = [
    [[...check, "--out", "json=plan.json"], "`--out` names `plan.json`, which is read as a source"],
    [[...check, "--out", "json=./folder/../plan.json"], "which is read as a source"],
    [[...check, "--out", "json=link.json"], "which is read as a source"],
    [[...check, "--out", "json=hard.json"], "which is read as a source"],
    [["check", "link.json#aws_iam_role.operator", "--out", "json=plan.json"], "which is read as a source"],
    [["corpus", "generate", "plan.json", "--out", "hard.json"], "which is read as a source"],
    [["compare", "--pairs", "plan.json", "--out", "json=link.json"], "which is read as a source"],
    [[...check, "--out", "json=a", "--out", "human=./a"], "`--out` names `./a` twice"],
    [[...check, "--out", "json=folder/a", "--out", "human=linked/a"], "`--out` names `linked/a` twice"],
  ];
  for (const [argv, says] of rows) {
    it(`is refused before anything is written: ${argv.join(" ")}`, async () => {
      const { exit, stdout, stderr } = await ask(argv, { cwd: scratch.path(".") });
      expect([exit, stdout]).to.deep.equal([2, ""]);
      expect(stderr).to.include(says).and.to.include("\n  write each answer to a separate file");
      expect(readFileSync(scratch.path("plan.json"))).to.deep.equal(
        readFileSync(join(fixtures, "noop.plan.json")),
      );
    });
  }

  it("takes files that only look alike", async () => {
    const argv = [...check, "--undecided", "allow", "--out", "json=folder/plan.json", "--out", "human=b"];
    expect((await ask(argv, { cwd: scratch.path(".") })).exit).to.equal(0);
  });
});
