import { mkdirSync, writeFileSync } from "node:fs";
import { expect } from "chai";
import { type LoadedSource, loadSource } from "../../../../harness/plan/source/loadSource.js";
import { readBinaryPlan } from "../../../../harness/plan/source/readBinaryPlan.js";
import { readPlanZip } from "../../../../harness/plan/source/readPlanZip.js";
import type { ProgramCall, ProgramEnd, RunProgram } from "../../../../harness/plan/source/runProgram.js";
import { spawnProgram } from "../../../../harness/plan/source/spawnProgram.js";
import { holesOf } from "../../../../properties/target.js";
import { temporaryDirectory } from "../../cli/temporaryDirectory.js";
import { fixtureBytes, fixtures } from "../fixture.js";

const cwd = `${fixtures}batch-plan`;
const none = new Uint8Array();
const nothing: ProgramEnd = { exit: undefined, stdout: none, stderr: "" };
const ends =
  (end: Partial<ProgramEnd>): RunProgram =>
  async () => ({ ...nothing, ...end });
async function problem(run?: RunProgram): Promise<string> {
  const { ok, diagnostics } = await loadSource("create.tfplan", { cwd, ...(run && { run }) });
  expect([ok, diagnostics.length]).to.deep.equal([false, 1]);
  const { code, message, hint } = diagnostics[0]!;
  return `${code}: ${message}; ${hint}`;
}

describe("a binary plan file", () => {
  const scratch = temporaryDirectory();
  it("is what its JSON is, and brings the configuration along, whose templates fill what is unknown", async () => {
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
    const holes = binary.value.targets.flatMap(holesOf);
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

  it("is shown in the working directory or in one that is named, by tofu where terraform is missing", async () => {
    const calls: ProgramCall[] = [];
    const run: RunProgram = async (call) => {
      calls.push(call);
      return nothing;
    };
    mkdirSync(scratch.path("infra/.terraform"), { recursive: true });
    const plan = fixtureBytes("batch-plan/create.tfplan");
    writeFileSync(scratch.path("infra/tfplan"), plan);
    const options = { cwd: scratch.path("."), run };
    await loadSource("infra/tfplan", options);
    await loadSource("infra/tfplan", { ...options, chdir: "infra" });
    const path = scratch.path("infra/tfplan");
    expect(calls).to.deep.equal(
      [scratch.path(""), scratch.path(""), scratch.path("infra"), scratch.path("infra")].map(
        (cwd, index) => ({
          program: ["terraform", "tofu"][index % 2],
          args: ["show", "-json", path],
          cwd: cwd.replace(/\/$/, ""),
        }),
      ),
    );
  });

  it("is said to be outdated where a file of its configuration has changed, of which only the name is shown", async () => {
    const run = ends({ exit: 0, stdout: fixtureBytes("batch-plan/create.plan.json") });
    const plan = fixtureBytes("batch-plan/create.tfplan");
    const zip = readPlanZip(plan);
    if (!zip.ok) throw new Error("it cannot be read");
    const folder = scratch.path("planned");
    mkdirSync(folder);
    writeFileSync(scratch.path("planned/tfplan"), plan);
    const notes = async () => {
      const loaded = await loadSource("planned/tfplan", { cwd: scratch.path("."), chdir: "planned", run });
      if (!loaded.ok) throw new Error("it cannot be loaded");
      return loaded.value.extraction.notes.filter(({ code }) => code === "plan-outdated");
    };
    expect(await notes(), "elsewhere").to.deep.equal([]);
    writeFileSync(scratch.path("planned/main.tf"), zip.value.files.get("tfconfig/m-/main.tf")!);
    expect(await notes(), "as it was").to.deep.equal([]);
    writeFileSync(scratch.path("planned/main.tf"), 'locals { secret = "canary" }');
    const [note] = await notes();
    expect(note?.message).to.equal(
      "`planned/main.tf` changed after the plan was made, and what is judged is the plan",
    );
    expect(JSON.stringify(await notes())).not.to.include("canary");
  });

  it("is refused where what is named is not a directory, which is not the lack of terraform", async () => {
    for (const chdir of ["absent", "main.tf"]) {
      const { diagnostics } = await loadSource("create.tfplan", { cwd, chdir, run: ends({}) });
      expect(diagnostics.map(({ code }) => code)).to.deep.equal(["no-directory"]);
    }
  });

  const failures: readonly (readonly [string, RunProgram | undefined, RegExp])[] = [
    ["no terraform to run", undefined, /^binary-plan: .*terraform show -json tfplan/],
    [
      "no terraform",
      ends({}),
      /^no-terraform: .*`terraform` is not on the PATH; .*terraform show -json tfplan/,
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
      "an answer that is not a plan",
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

  it("runs a program once, and says when it is missing, or what it exits with", async () => {
    const run = (program: string, ...args: string[]) => spawnProgram({ program, args, cwd });
    expect((await run("planproof-no-such-program")).exit).to.equal(undefined);
    expect((await run(process.execPath, "-e", "process.exit(7)")).exit).to.equal(7);
    const echo = await run(process.execPath, "-p", "1 + 1");
    expect([echo.exit, Buffer.from(echo.stdout).toString()]).to.deep.equal([0, "2\n"]);
  });
});
