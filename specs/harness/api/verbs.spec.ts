import { expect } from "chai";
import {
  check,
  compare,
  decide,
  diff,
  format,
  generateCases,
  generateRequests,
  loadSource,
  replay,
} from "../../../harness/planproof.js";
import { cwd } from "../cli/ask.js";

const open = (spec: string) => loadSource(spec, { cwd });
const codesOf = (result: { readonly ok: boolean; readonly diagnostics: readonly { code: string }[] }) => ({
  ok: result.ok,
  codes: result.diagnostics.map(({ code }) => code),
});

/** The TypeError that a call ends in. */
async function typeError(call: () => unknown): Promise<string> {
  try {
    await call();
  } catch (thrown) {
    expect(thrown).to.be.instanceOf(TypeError);
    return (thrown as TypeError).message;
  }
  throw new Error("nothing was thrown");
}

describe("the calls of the door planproof", () => {
  it("check several sources in one report, each target with the options it was read with", async () => {
    const plan = await loadSource("noop.plan.json", { cwd, region: "eu-west-1" });
    const report = await check([plan, await open("managed:AWSBatchFullAccess")]);
    if (!report.ok) throw new Error(report.diagnostics[0]?.message);
    const given = report.value.targets.map(({ address, given }) => [address.split("#")[0], given]);
    expect(given).to.deep.include(["noop.plan.json", { region: "eu-west-1" }]);
    expect(given).to.deep.include(["managed:AWSBatchFullAccess", undefined]);
    expect(format(report.value, "human", { quiet: true })).to.match(/hold/);
  });

  it("hand on why a source could not be read, with its name", async () => {
    const missing = await open("missing.json");
    const ask = [check(missing), diff(missing, missing), compare(missing, missing)];
    const others = [decide(missing, { action: "s3:GetObject", resource: "*" }), generateCases(missing)];
    for (const result of await Promise.all([...ask, ...others, generateRequests(missing)])) {
      expect(result.ok).to.equal(false);
      expect(result.diagnostics[0]).to.include({ code: "no-file", source: "missing.json" });
    }
  });

  it("fail, as data, where there is nothing to answer", async () => {
    const managed = await open("managed:AWSBatchFullAccess");
    const plan = await open("noop.plan.json");
    expect(codesOf(await check(managed, { properties: ["tag-gard"] }))).to.deep.equal({
      ok: false,
      codes: ["unknown-property"],
    });
    expect(codesOf(await diff(managed))).to.deep.equal({ ok: false, codes: ["usage"] });
    expect(codesOf(await compare(plan, managed))).to.deep.equal({ ok: false, codes: ["not-one-target"] });
    expect(codesOf(await replay([]))).to.deep.equal({ ok: false, codes: ["no-cases"] });
    expect(codesOf(await replay("missing.jsonl", { cwd }))).to.deep.equal({
      ok: false,
      codes: ["unreadable-file"],
    });
  });

  it("throw a TypeError with the nearest name for an option that does not exist", async () => {
    const source = await open("managed:AWSBatchFullAccess");
    for (const [call, message] of [
      [() => check(source, { sed: 1 } as object), "check: unknown option `sed`; did you mean `seed`?"],
      [() => check(source, { runs: 0 }), "check: `runs` cannot be `0`; expected a whole number from 1 up"],
      [
        () => compare(source, source, { universe: "typd" as "typed" }),
        "compare: `universe` cannot be `typd`; did you mean `typed`?",
      ],
      [
        () => loadSource("x", { acount: "1" } as object),
        "loadSource: unknown option `acount`; did you mean `account`?",
      ],
      [() => replay([], { cwdd: "." } as object), "replay: unknown option `cwdd`; did you mean `cwd`?"],
    ] as const) {
      expect(await typeError(call)).to.equal(message);
    }
  });

  it("decide a request with the principal of the source, and warn in the diagnostics of a success", async () => {
    const source = await open("managed:AWSBatchFullAccess");
    const decided = await decide(source, { action: "batch:ListJobs", resource: "nothing" });
    if (!decided.ok) throw new Error(decided.diagnostics[0]?.message);
    expect(decided.value).to.include({ decision: "allowed", certain: true });
    expect(decided.value.request.principal).to.match(/^arn:aws:iam::\d{12}:/);
    expect(decided.diagnostics.map(({ code }) => code)).to.deep.equal(["odd-request"]);
  });

  it("make cases that hold when they are replayed, the same for the same seed", async () => {
    const source = await open("managed:AWSBatchServiceRole");
    const [first, second] = [
      await generateCases(source, { size: 30 }),
      await generateCases(source, { size: 30 }),
    ];
    expect(first).to.deep.equal(second);
    if (!first.ok) throw new Error(first.diagnostics[0]?.message);
    const lines = first.value.cases.map((row) => `${JSON.stringify(row)}\n`).join("");
    const replayed = await replay([Buffer.from(lines)]);
    expect(replayed.ok && replayed.value).to.include({ total: 30, matched: 30 });
  });
});
