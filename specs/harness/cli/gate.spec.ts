import { expect } from "chai";
import { ask, askJson } from "./ask.js";
import { joinedPlan } from "./joinedPlan.js";

interface CheckJson {
  readonly leastSeverity: string;
  readonly counts: { readonly refuted: number; readonly belowGate: number };
  readonly verdicts: readonly {
    readonly severity: string;
    readonly verdict: string;
    readonly remedy?: string;
  }[];
}

const tagGuard = ["check", "widen.plan.json", "--property", "tag-guard"];

describe("the gate of planproof check", () => {
  for (const [gate, exit, answer] of [
    ["note", 1, "1 refuted — "],
    ["high", 1, "1 refuted — "],
    ["critical", 0, "1 refuted (1 below the gate) — "],
  ] as const) {
    it(`exits ${exit} with --fail-on ${gate} where a law of high severity is refuted`, async () => {
      const asked = await ask([...tagGuard, "--fail-on", gate]);
      expect([asked.exit, asked.stdout.startsWith(answer)]).to.deep.equal([exit, true]);
    });
  }

  it("counts in JSON what is below it, and says how to mend it", async () => {
    const { exit, value } = await askJson<CheckJson>([...tagGuard, "--fail-on", "critical"]);
    expect([exit, value.leastSeverity, value.counts.refuted, value.counts.belowGate]).to.deep.equal([
      0,
      "critical",
      1,
      1,
    ]);
    const refuted = value.verdicts.find(({ verdict }) => verdict === "refuted");
    expect(refuted?.severity).to.equal("high");
    expect(refuted?.remedy).to.match(/^give the statement/);
  });

  it("leaves what is undecided below it out of exit code 3", async () => {
    const asked = ["check", "create.plan.json", "--property", "pass-role-services"];
    expect((await ask(asked)).exit).to.equal(3);
    const { exit, stdout } = await ask([...asked, "--fail-on", "critical"]);
    expect([exit, /^\d undecided \(\d below the gate\)/.test(stdout)]).to.deep.equal([0, true]);
  });

  it("fails for what AWS refuses at every gate", async () => {
    const refused = { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "*" };
    const input = JSON.stringify(joinedPlan(refused));
    const { exit, stdout } = await ask(["check", "-", "--fail-on", "critical"], { input });
    expect([exit, /^REFUTED {2}valid-document {2}error/m.test(stdout)]).to.deep.equal([1, true]);
  });

  it("refuses a gate and a preset that do not exist, with the nearest", async () => {
    const gate = await ask([...tagGuard, "--fail-on", "hgh"]);
    expect([gate.exit, gate.stderr]).to.deep.equal([
      2,
      "planproof: error: `--fail-on` cannot be `hgh`\n  did you mean `high`?\n",
    ]);
    const preset = await ask(["check", "widen.plan.json", "--preset", "strickt"]);
    expect([preset.exit, preset.stderr.includes("did you mean `strict`?")]).to.deep.equal([2, true]);
  });
});
