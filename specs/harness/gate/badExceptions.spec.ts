import { existsSync, writeFileSync } from "node:fs";
import { expect } from "chai";
import { ask } from "../cli/ask.js";
import { temporaryDirectory } from "../cli/temporaryDirectory.js";
import { plan, put } from "./brownfieldPlan.js";

const properties = ["no-iam-administration", "no-public-access"].flatMap((id) => ["--property", id]);

describe("what is wrong with exceptions and baselines", () => {
  const temporary = temporaryDirectory();
  const at = (name: string): string => temporary.path(name);
  const save = (name: string, value: object): string => {
    writeFileSync(at(name), JSON.stringify(value));
    return at(name);
  };

  const exception = {
    property: "no-public-access",
    target: "aws_s3_bucket.web",
    reason: "a website",
    owner: "web",
  };
  for (const [name, wrong, message, hint] of [
    [
      "a property",
      { property: "no-public-acess" },
      "unknown property `no-public-acess`",
      "`no-public-access`",
    ],
    [
      "a target",
      { target: "aws_s3_bucket.wbe" },
      "`aws_s3_bucket.wbe`, which does not exist",
      "`aws_s3_bucket.web`",
    ],
    ["a date", { until: "2027-02-30" }, "`until` cannot be `2027-02-30`", "YYYY-MM-DD"],
    ["a key", { untill: "2027-02-28" }, "unknown key `untill`", "`until`"],
    ["an owner", { owner: " " }, "an exception has no `owner`", "who answers for it"],
    ["actions", { actions: [] }, "`actions` cannot be `[]`", "s3:Get*"],
    ["a caller", { caller: "evryone" }, "`caller` cannot be `evryone`", "everyone"],
    [
      "actions of a property that counts",
      { property: "known-actions", actions: ["s3:*"] },
      "`known-actions` is not asked about requests",
      "leave it out",
    ],
  ] as const) {
    it(`refuses ${name} that cannot be, with file, line and what to do`, async () => {
      const file = at("wrong.json");
      writeFileSync(file, JSON.stringify({ exceptions: [{ ...exception, ...wrong }] }, undefined, 2));
      const { exit, stderr } = await ask([
        "check",
        save("plan.json", plan(put)),
        ...properties,
        "--property",
        "known-actions",
        "--exceptions",
        file,
      ]);
      expect(exit, stderr).to.equal(2);
      expect(stderr).to.match(/wrong\.json:\d+:\d+: error: /);
      expect(stderr).to.include(message);
      expect(stderr).to.include(hint);
    });
  }

  it("refuses a baseline of another version, and what cannot be written", async () => {
    const source = save("plan.json", plan(put));
    const old = save("old.json", { baseline: 0, findings: [] });
    const version = await ask(["check", source, ...properties, "--baseline", old]);
    expect([version.exit, version.stderr]).to.deep.equal([
      2,
      `${old}: error: it is a baseline of version \`0\`, and this planproof reads version 1\n  remove it, and write it anew with \`--baseline ${old} --update-baseline\`: review what is new in it\n`,
    ]);
    const absent = await ask(["check", source, ...properties, "--baseline", at("absent.json")]);
    expect([absent.exit, absent.stderr.includes("the file does not exist")]).to.deep.equal([2, true]);
    const lone = await ask(["check", source, "--update-baseline"]);
    expect([lone.exit, lone.stderr.includes("`--update-baseline` needs a file")]).to.deep.equal([2, true]);
    const nobody = await ask(["except", "0a1b2c3d4e5f", source, "--owner", "web"]);
    expect([nobody.exit, nobody.stderr.includes("`--reason` is missing")]).to.deep.equal([2, true]);
    const unknown = await ask(["except", "0a1b2c3d4e5f", source, "--owner", "web", "--reason", "r"]);
    expect([unknown.exit, unknown.stderr]).to.deep.equal([
      2,
      "planproof: error: no violation has the id `0a1b2c3d4e5f`\n  copy it from `planproof check`; an id is of what was checked: name all sources of that check, in the same way, or its JSON report\n",
    ]);
  });

  it("writes a file of exceptions that does not exist yet, where it is named", async () => {
    const source = save("plan.json", plan(put));
    const checked = await ask(["check", source, ...properties, "--format", "json"]);
    const { verdicts } = JSON.parse(checked.stdout) as { verdicts: { id: string; verdict: string }[] };
    const { id } = verdicts.find(({ verdict }) => verdict === "refuted")!;
    const grounds = ["--owner", "web", "--reason", "r", "--exceptions", at("new.json")];
    const excepted = await ask(["except", id, source, ...properties, ...grounds]);
    expect(excepted.exit, excepted.stderr).to.equal(0);
    expect(existsSync(at("new.json"))).to.equal(true);
  });

  it("refuses to write what has expired already, or would on a day that there is not", async () => {
    const source = save("plan.json", plan(put));
    const grounds = ["--owner", "web", "--reason", "r", "--today", "2027-01-15"];
    for (const [until, message] of [
      ["2027-01-14", "`--until` cannot be `2027-01-14`, which is over"],
      ["2027-02-30", "`--until` cannot be `2027-02-30`"],
    ] as const) {
      const excepted = await ask(["except", "0a1b2c3d4e5f", source, ...grounds, "--until", until]);
      expect([excepted.exit, excepted.stderr.includes(message)]).to.deep.equal([2, true]);
      const approve = ["--approve", at("approved.json"), "--update-approved"];
      const approved = await ask(["diff", source, ...approve, ...grounds, "--until", until]);
      expect([approved.exit, approved.stderr.includes(message)]).to.deep.equal([2, true]);
      expect(existsSync(at("approved.json"))).to.equal(false);
    }
  });
});
