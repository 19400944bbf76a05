import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { expect } from "chai";
import { loadSource } from "../../../../harness/plan/source/loadSource.js";
import { readBinaryPlan } from "../../../../harness/plan/source/readBinaryPlan.js";
import { spawnProgram } from "../../../../harness/plan/source/spawnProgram.js";
import { ask } from "../../cli/ask.js";
import { temporaryDirectory } from "../../cli/temporaryDirectory.js";
import { fixtureBytes, fixtures } from "../fixture.js";

const cwd = `${fixtures}batch-plan`;

describe("a binary plan file, with terraform,", () => {
  const scratch = temporaryDirectory();

  it("is shown by terraform where there is one", async function () {
    const there = await spawnProgram({ program: "terraform", args: ["version"], cwd });
    if (there.exit !== 0) this.skip();
    const place = "create.tfplan";
    const samples = `${fixtures}plan-samples`;
    const read = await readBinaryPlan(fixtureBytes(`plan-samples/${place}`), place, {
      cwd: samples,
      run: spawnProgram,
    });
    const json = fixtureBytes("plan-samples/create_modules_foreach_unknown_deferred-read_checks.plan.json");
    // all of it but the sensitive variable
    expect(read.ok && read.value.kind === "plan" && read.value.plan).to.deep.equal({
      ...JSON.parse(Buffer.from(json).toString()),
      variables: { env: { value: "dev" } },
    });
  });

  it("cannot be checked where it has no policy", async function () {
    const there = await spawnProgram({ program: "terraform", args: ["version"], cwd });
    if (there.exit !== 0) this.skip();
    const options = { cwd: `${fixtures}plan-samples`, run: spawnProgram };
    const { exit, stdout, stderr } = await ask(["check", "create.tfplan", "--format", "json"], options);
    const { error } = JSON.parse(stdout) as { error: Record<"code" | "source" | "hint", string> };
    expect([exit, error.code, error.source]).to.deep.equal([2, "no-policies", "create.tfplan"]);
    expect(error.hint).to.match(/\w/);
    expect(stdout + stderr).not.to.include("hunter2");
  });

  it("runs no provider of the plan's folder, unless that is named", async function () {
    const there = await spawnProgram({ program: "terraform", args: ["version", "-json"], cwd });
    if (there.exit !== 0) this.skip();
    const { platform } = JSON.parse(Buffer.from(there.stdout).toString()) as { platform: string };
    const folder = `infra/.terraform/providers/registry.terraform.io/hashicorp/aws/6.0.0/${platform}`;
    mkdirSync(scratch.path(folder), { recursive: true });
    const script = `#!/bin/sh\ntouch '${scratch.path("ran")}'\n`;
    writeFileSync(scratch.path(`${folder}/terraform-provider-aws_v6.0.0_x5`), script, { mode: 0o755 });
    const lock = 'provider "registry.terraform.io/hashicorp/aws" {\n  version = "6.0.0"\n}\n';
    writeFileSync(scratch.path("infra/.terraform.lock.hcl"), lock);
    writeFileSync(scratch.path("infra/tfplan"), fixtureBytes("batch-plan/create.tfplan"));
    const options = { cwd: scratch.path("."), run: spawnProgram };
    const read = await loadSource("infra/tfplan", options);
    expect(existsSync(scratch.path("ran"))).to.equal(false);
    expect(read.diagnostics.map(({ code }) => code)).to.deep.equal(["terraform-failed"]);
    expect(read.diagnostics[0]?.hint).to.include("--chdir DIR").and.to.include("terraform show -json");
    await loadSource("infra/tfplan", { ...options, chdir: "infra" });
    expect(existsSync(scratch.path("ran"))).to.equal(true);
  });
});
