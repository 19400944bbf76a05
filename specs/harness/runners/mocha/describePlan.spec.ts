import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { expect } from "chai";

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/** Runs a suite in a separate mocha; mocha.spec.ts, which runs for long, asks everything else. */
function runSuite(
  suite: string,
  plan: string,
): { readonly failures: number | null; readonly output: string } {
  const { resolve } = createRequire(import.meta.url);
  const [mocha, tsx] = [resolve("mocha/bin/mocha.js"), resolve("tsx")];
  const argv = [mocha, "--no-config", "--no-color", "--require", tsx, path(`suites/${suite}`)];
  const asked = [[plan, { runs: 300, properties: ["tag-guard"] }]];
  const env = { ...process.env, PLANPROOF_SUITE: JSON.stringify(asked) };
  const cwd = path("../../../fixtures/batch-plan");
  const { status, stdout, stderr } = spawnSync(process.execPath, argv, { cwd, env, encoding: "utf8" });
  return { failures: status, output: stdout + stderr };
}

describe("planproof/mocha", () => {
  it("passes a plan in which a property holds, as a module", () => {
    const { failures, output } = runSuite("plan.mts", "noop.plan.json");
    expect(failures, output).to.equal(0);
    expect(output).to.match(/noop\.plan\.json#aws_iam_role\.operator\n +✔ tag-guard: /);
  });

  it("fails a plan in which it is refuted, in CommonJS, and shows how to replay that", () => {
    const { failures, output } = runSuite("planByProperty.cjs", "widen.plan.json");
    expect(failures, output).to.equal(1);
    expect(output).to.include(
      "replay     npx planproof decide 'widen.plan.json#aws_iam_role.operator' --action ",
    );
  });
});
