import { spawn } from "node:child_process";
import { closeSync, existsSync, openSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { cwd } from "../ask.js";

const main = fileURLToPath(new URL("../../../../harness/cli/frame/main.ts", import.meta.url));
const tsx = import.meta.resolve("tsx");

const start = (...argv: readonly string[]) =>
  spawn(process.execPath, ["--import", tsx, main, ...argv], { cwd, env: { ...process.env, NO_COLOR: "1" } });

interface Ended {
  readonly exit: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
}

const ended = (child: ReturnType<typeof start>): Promise<Ended> =>
  new Promise((resolve, reject) => {
    const [stdout, stderr]: [string[], string[]] = [[], []];
    child.stdout.on("data", (chunk) => stdout.push(String(chunk)));
    child.stderr.on("data", (chunk) => stderr.push(String(chunk)));
    child.on("error", reject);
    child.on("close", (exit, signal) =>
      resolve({ exit, signal, stdout: stdout.join(""), stderr: stderr.join("") }),
    );
  });

describe("the planproof process", () => {
  it("ends with the exit code of the answer", async () => {
    const { exit, stdout, stderr } = await ended(start("check", "widen.plan.json", "--format", "json"));
    expect(stderr).to.equal("");
    const { refuted, belowGate } = (JSON.parse(stdout) as { counts: Readonly<Record<string, number>> })
      .counts;
    expect(refuted! - belowGate!).to.equal(1);
    expect(exit).to.equal(1);
  });

  it("ends with 4, a sentence and one JSON document when nothing is left that could bring the answer", async () => {
    const stuck = fileURLToPath(new URL("../../runners/mocha/suites/neverSettles.cjs", import.meta.url));
    const argv = ["--require", stuck, "--import", tsx, main, "check", "widen.plan.json", "--format", "json"];
    const { exit, stdout, stderr } = await ended(spawn(process.execPath, argv, { cwd }));
    expect(stderr).to.equal(
      "planproof: this is a bug in planproof, please report it: the answer was never finished\n",
    );
    expect(JSON.parse(stdout)).to.have.nested.property("error.code", "bug");
    expect(exit).to.equal(4);
  });

  it("reads a plan from a pipe", async () => {
    const child = start("check", "-");
    child.stdin.end("<html>");
    const { exit, stderr } = await ended(child);
    expect(exit).to.equal(2);
    expect(stderr).to.include("holds HTML");
  });

  it("does not mind a reader that has seen enough", async () => {
    const child = start("generate", "requests", "managed:AWSBatchFullAccess", "--size", "20000");
    const lines = createInterface({ input: child.stdout });
    lines.once("line", () => child.stdout.destroy());
    const { exit, stderr } = await ended(child);
    expect([exit, stderr]).to.deep.equal([0, ""]);
  });

  it("says so when the answer cannot be written, and ends with neither 0 nor 1", async function () {
    if (!existsSync("/dev/full")) this.skip();
    const full = openSync("/dev/full", "w");
    const child = spawn(process.execPath, ["--import", tsx, main, "check", "widen.plan.json"], {
      cwd,
      stdio: ["ignore", full, "pipe"],
    });
    const told: string[] = [];
    child.stderr!.on("data", (chunk) => told.push(String(chunk)));
    const exit = await new Promise((resolve) => child.on("close", resolve));
    closeSync(full);
    expect(exit).to.equal(2);
    expect(told.join("")).to.equal(
      "planproof: error: the answer cannot be written (ENOSPC)\n  write it elsewhere\n",
    );
  });

  it("does not mind a closed stdout", async function () {
    if (!existsSync("/dev/full")) this.skip();
    const full = openSync("/dev/full", "w");
    const child = spawn(process.execPath, ["--import", tsx, main, "chek"], {
      cwd,
      stdio: ["ignore", "ignore", full],
    });
    expect(await new Promise((resolve) => child.on("close", resolve))).to.equal(2);
    closeSync(full);
  });

  it("ends quietly when interrupted", async () => {
    const child = start("check", "-");
    setTimeout(() => child.kill("SIGINT"), 300);
    const { signal, stdout, stderr } = await ended(child);
    expect([signal, stdout, stderr]).to.deep.equal(["SIGINT", "", ""]);
  });
});
