import { existsSync, readFileSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { expect } from "chai";
import { startProgram } from "../../../../harness/cli/frame/startProgram.js";
import type { Io } from "../../../../harness/cli/io.js";
import { ask } from "../ask.js";
import { temporaryDirectory } from "../temporaryDirectory.js";

describe("--open", () => {
  const scratch = temporaryDirectory();
  const started: string[][] = [];
  const opening = (failure?: string): Pick<Io, "start"> => ({
    start: async (program, args) => {
      started.push([program, ...args]);
      return failure;
    },
  });
  const policy = "create.plan.json#aws_iam_policy.guarded";
  const compare = ["compare", policy, policy, "--open"];
  beforeEach(() => started.splice(0));

  it("opens the file that --out html= names, and says so", async () => {
    const page = scratch.path("named.html");
    const plain = await ask(compare.slice(0, -1));
    const { exit, stdout, stderr } = await ask([...compare, "--out", `html=${page}`], opening());
    expect([exit, stdout.split("\n", 1)]).to.deep.equal([plain.exit, plain.stdout.split("\n", 1)]);
    expect(started).to.deep.equal([["xdg-open", page]]);
    expect(stderr).to.equal(`${plain.stderr}planproof: opened ${page}\n`);
    expect(readFileSync(page, "utf8")).to.match(/^<!doctype html>/);
  });

  it("opens a temporary file where none is named, with all that the page shows", async () => {
    const { stdout } = await ask(
      ["check", "widen.plan.json", "--property", "tag-guard", "--open"],
      opening(),
    );
    const [[, page = ""] = []] = started;
    expect(stdout).to.match(/^\d+ refuted/);
    expect(page).to.match(/planproof-.*report\.html$/);
    expect(readFileSync(page, "utf8")).to.include("This change lets");
    rmSync(dirname(page), { recursive: true });
  });

  it("takes the opener of the system, never a shell", async () => {
    const page = scratch.path("system.html");
    for (const platform of ["darwin", "win32", "freebsd"])
      await ask([...compare, "--out", `html=${page}`], { ...opening(), platform });
    expect(started).to.deep.equal([
      ["open", page],
      ["rundll32.exe", "url.dll,FileProtocolHandler", page],
      ["xdg-open", page],
    ]);
  });

  it("says where the page is where nothing opens it, and the exit code is that of the answer", async () => {
    const page = scratch.path("kept.html");
    const argv = [...compare, "--quiet", "--out", `html=${page}`];
    for (const [failure, why] of [
      ["ENOENT", "`xdg-open` is not on the PATH"],
      ["exit code 3", "`xdg-open`: exit code 3"],
    ]) {
      const { exit, stderr } = await ask(argv, opening(failure));
      expect(exit).to.equal(0);
      expect(stderr).to.equal(`planproof: the page is not opened (${why}); it is in ${page}\n`);
    }
    expect(existsSync(page)).to.equal(true);
  });

  it("opens nothing in CI, and says so", async () => {
    const page = scratch.path("ci.html");
    const env = { CI: "true" };
    const { stderr } = await ask([...compare, "--quiet", "--out", `html=${page}`], { ...opening(), env });
    expect(started).to.deep.equal([]);
    expect(stderr).to.include(`the page is not opened (this is CI); it is in ${page}`);
  });

  it("is not an option of a command without a page", async () => {
    const { exit, stderr } = await ask(["who", "widen.plan.json", "--open"]);
    expect(exit).to.equal(2);
    expect(stderr).to.include("--open");
    const pairs = await ask(["compare", "--pairs", "pairs.jsonl", "--open"]);
    expect(pairs.exit).to.equal(2);
    expect(pairs.stderr).to.include("`--open` has no meaning with `--pairs`");
  });

  it("starts a program without waiting for its end, and learns that it failed", async () => {
    const { execPath } = process;
    expect(await startProgram("no-such-opener", ["page.html"])).to.equal("ENOENT");
    expect(await startProgram(execPath, ["-e", "process.exit(3)"])).to.equal("exit code 3");
    expect(await startProgram(execPath, ["-e", ""])).to.equal(undefined);
  });
});
