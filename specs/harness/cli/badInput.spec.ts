import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { spawnProgram } from "../../../harness/plan/source/spawnProgram.js";
import { ask } from "./ask.js";

const samples = fileURLToPath(new URL("../../fixtures/plan-samples", import.meta.url));

/** What `check` says of each, where it is not that it lacks a policy. */
const codes: Readonly<Record<string, string>> = {
  "empty-state.json": "empty-state",
  "errored.plan.json": "errored-plan",
  "plan-json-ui-stream.ndjson": "plan-log",
  "raw.tfstate": "raw-state",
  "target_incomplete.plan.json": "incomplete-plan",
};

describe("input that cannot be checked", () => {
  for (const name of readdirSync(samples)) {
    it(`is refused with a reason, such as ${name}`, async function () {
      const terraform = await spawnProgram({ program: "terraform", args: ["version"], cwd: samples });
      if (name.endsWith(".tfplan") && terraform.exit !== 0) {
        console.log("        skipped: terraform is not here");
        this.skip();
      }
      const asked = await ask(["check", name, "--format", "json"], { cwd: samples, run: spawnProgram });
      const { error } = JSON.parse(asked.stdout) as { error: Record<"code" | "source" | "hint", string> };
      expect([asked.exit, error.code, error.source]).to.deep.equal([2, codes[name] ?? "no-policies", name]);
      expect(error.hint).to.match(/\w/);
      expect(asked.stdout + asked.stderr).not.to.include("hunter2");
    });
  }
});
