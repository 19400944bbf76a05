import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { type LoadedSource, loadSource } from "../../../harness/plan/loadSource.js";
import { readBinaryPlan } from "../../../harness/plan/readBinaryPlan.js";
import type { ProgramCall, ProgramEnd, RunProgram } from "../../../harness/plan/runProgram.js";
import { spawnProgram } from "../../../harness/plan/spawnProgram.js";
import { fixtureBytes, fixtures } from "./fixture.js";

const cwd = `${fixtures}batch-plan`;
const none = new Uint8Array();
const nothing: ProgramEnd = { exit: undefined, stdout: none, stderr: "" };
const ends =
  (end: Partial<ProgramEnd>): RunProgram =>
  async () => ({ ...nothing, ...end });
const problem = async (run?: RunProgram): Promise<string> => {
  const { ok, diagnostics } = await loadSource("create.tfplan", { cwd, ...(run && { run }) });
  expect([ok, diagnostics.length]).to.deep.equal([false, 1]);
  const { code, message, hint } = diagnostics[0]!;
  return `${code}: ${message}; ${hint}`;
};

describe("a binary plan file", () => {
  it("is what its JSON is, and brings the configuration along, whose templates fill what is open", async () => {
    const run = ends({ exit: 0, stdout: fixtureBytes("batch-plan/create.plan.json") });
    const [binary, json] = await Promise.all([
      loadSource("create.tfplan", { cwd, run }),
      loadSource("create.plan.json", { cwd }),
    ]);
    if (!binary.ok || !json.ok) throw new Error("it cannot be loaded");
    const outside = ({ principals, policies }: LoadedSource["extraction"]) => [
      principals,
      policies.map(({ address, attribute, kind, attachedTo }) => [address, attribute, kind, attachedTo]),
    ];
    expect(outside(binary.value.extraction)).to.deep.equal(outside(json.value.extraction));
    const holes = binary.value.targets.flatMap((target) => [...target.holes, ...(target.open ?? [])]);
    expect(holes).to.deep.equal([]);
    expect(JSON.stringify(binary)).not.to.include("canary");
    const read = await readBinaryPlan(fixtureBytes("batch-plan/create.tfplan"), "create.tfplan", {
      cwd,
      run,
    });
    expect(read.ok && read.value.kind === "plan" && read.value.files?.has("tfconfig/m-/main.tf")).to.equal(
      true,
    );
  });

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

  it("is shown in its own directory where that is initialised, by tofu where there is no terraform", async () => {
    const calls: ProgramCall[] = [];
    const run: RunProgram = async (call) => {
      calls.push(call);
      return nothing;
    };
    const directory = mkdtempSync(join(tmpdir(), "planproof-"));
    mkdirSync(join(directory, "infra", ".terraform"), { recursive: true });
    writeFileSync(join(directory, "infra", "tfplan"), fixtureBytes("batch-plan/create.tfplan"));
    writeFileSync(join(directory, "tfplan"), fixtureBytes("batch-plan/create.tfplan"));
    for (const place of ["infra/tfplan", "tfplan"]) await loadSource(place, { cwd: directory, run });
    rmSync(directory, { recursive: true });
    expect(calls.map((call) => [call.program, call.cwd.slice(directory.length)])).to.deep.equal([
      ["terraform", "/infra"],
      ["tofu", "/infra"],
      ["terraform", ""],
      ["tofu", ""],
    ]);
  });

  const failures: readonly (readonly [string, RunProgram | undefined, RegExp])[] = [
    ["nobody to run terraform", undefined, /^binary-plan: .*terraform show -json tfplan/],
    [
      "no terraform",
      ends({}),
      /^no-terraform: .*there is no terraform to show it; .*terraform show -json tfplan/,
    ],
    [
      "no providers",
      ends({ exit: 1, stderr: "Error: Failed to load plugin schemas" }),
      /^terraform-failed: .*terraform init/,
    ],
    [
      "another failure",
      ends({ exit: 1, stderr: "Error: Unsupported state, hunter2" }),
      /^terraform-failed: (?!.*hunter2)/,
    ],
    [
      "an answer that is no plan",
      ends({ exit: 0, stdout: Buffer.from("hunter2") }),
      /^not-json: (?!.*hunter2)/,
    ],
  ];
  for (const [title, run, says] of failures) {
    it(`is refused with ${title}`, async () => expect(await problem(run)).to.match(says));
  }

  it("is refused on stdin, where terraform cannot look", async () => {
    const read = await readBinaryPlan(fixtureBytes("batch-plan/create.tfplan"), "-", { run: ends({}) });
    expect(read.diagnostics.map(({ code }) => code)).to.deep.equal(["binary-plan"]);
  });

  it("runs a program once, and says when there is none, or what it exits with", async () => {
    const run = (program: string, ...args: string[]) => spawnProgram({ program, args, cwd });
    expect((await run("planproof-no-such-program")).exit).to.equal(undefined);
    expect((await run(process.execPath, "-e", "process.exit(7)")).exit).to.equal(7);
    const echo = await run(process.execPath, "-p", "1 + 1");
    expect([echo.exit, Buffer.from(echo.stdout).toString()]).to.deep.equal([0, "2\n"]);
  });
});
