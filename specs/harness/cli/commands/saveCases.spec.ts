import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { expect } from "chai";
import { ask, askJson } from "../ask.js";
import { temporaryDirectory } from "../temporaryDirectory.js";

interface CheckJson {
  readonly verdicts: readonly { readonly verdict: string; readonly by: string; readonly target: string }[];
}

describe("planproof check --save-cases", () => {
  const scratch = temporaryDirectory();
  const file = (): string => scratch.path("saved.jsonl");
  const check = (plan: string) =>
    askJson<CheckJson>(["check", plan, "--property", "tag-guard", "--save-cases", file()]);
  const refuted = ({ verdicts }: CheckJson) => verdicts.filter(({ verdict }) => verdict === "refuted");

  it("writes nothing where nothing is refuted", async () => {
    await check("noop.plan.json");
    expect(existsSync(file())).to.equal(false);
  });

  it("saves each violation once, and tries the saved ones first", async () => {
    expect(refuted((await check("widen.plan.json")).value).map(({ by }) => by)).to.deep.equal(["proof"]);
    const saved = readFileSync(file(), "utf8");
    const row = JSON.parse(saved.trimEnd().split("\n").at(-1)!) as Record<string, unknown>;
    expect(row).to.deep.include({
      target: "aws_iam_role.operator",
      expected: "implicitDeny",
      property: "tag-guard",
    });
    expect(refuted((await check("widen.plan.json")).value).map(({ by }) => by)).to.deep.equal(["replay"]);
    expect(readFileSync(file(), "utf8")).to.equal(saved);
    expect(refuted((await check("noop.plan.json")).value)).to.deep.equal([]);
  });

  it("saves a request that violates two properties for both, also in a row that is there already", async () => {
    const both = scratch.path("both.jsonl");
    const saved = (...properties: readonly string[]) =>
      askJson<CheckJson>([
        "check",
        "widen.plan.json#aws_iam_role.operator",
        ...properties.flatMap((id) => ["--property", id]),
        ...["--universe", "typed", "--save-cases", both],
      ]);
    const rows = () =>
      readFileSync(both, "utf8")
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line) as Record<string, unknown>)
        .filter(({ property }) => property !== undefined);
    await saved("tag-guard");
    expect(rows().map(({ property }) => property)).to.deep.equal(["tag-guard"]);
    await saved("no-broad-write", "tag-guard");
    expect(rows().map(({ property }) => property)).to.deep.equal([["tag-guard", "no-broad-write"]]);
    const again = refuted((await saved("no-broad-write", "tag-guard")).value);
    expect(again.map(({ by }) => by)).to.deep.equal(["replay", "replay"]);
  });

  it("makes a case that expected what violates a property expect the opposite", async () => {
    const golden = scratch.path("golden.jsonl");
    await check("widen.plan.json");
    const pinned = readFileSync(file(), "utf8").replace('"implicitDeny","property":"tag-guard"', '"allowed"');
    writeFileSync(golden, pinned);
    await ask(["check", "widen.plan.json", "--property", "tag-guard", "--save-cases", golden]);
    expect(readFileSync(golden, "utf8")).to.equal(readFileSync(file(), "utf8"));
  });

  it("reports a violation that cannot be a case", async () => {
    const asked = await ask([
      ...["check", "widen.plan.json", "--property", "confused-deputy"],
      ...["--save-cases", scratch.path("none.jsonl")],
    ]);
    expect(asked.stderr).to.include("warning: no case is saved for `confused-deputy` of `widen.plan.json#");
    expect(existsSync(scratch.path("none.jsonl"))).to.equal(false);
  });

  it("makes cases that drift until the violation is mended", async () => {
    await check("widen.plan.json");
    const replay = (plan: string) =>
      ask(["corpus", "replay", file(), "--against", `${plan}#aws_iam_role.operator`]);
    expect((await replay("widen.plan.json")).stdout).to.include("DRIFTED  aws_iam_role.operator");
    expect((await replay("noop.plan.json")).stdout).not.to.include("DRIFTED");
  });

  it("refuses a file that cannot be read or written, and leaves it as it is", async () => {
    const broken = scratch.path("broken.jsonl");
    writeFileSync(broken, "no json\n");
    const asked = await ask(["check", "widen.plan.json", "--save-cases", broken]);
    expect([asked.exit, asked.stderr.startsWith(`${broken}:1:1: error: `)]).to.deep.equal([2, true]);
    expect(readFileSync(broken, "utf8")).to.equal("no json\n");
    const absent = await ask(["check", "widen.plan.json", "--save-cases", scratch.path("absent/x.jsonl")]);
    expect([absent.exit, absent.stderr.includes("make its directory first")]).to.deep.equal([2, true]);
  });
});
