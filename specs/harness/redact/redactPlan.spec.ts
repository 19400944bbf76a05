import { existsSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { redactPlan } from "../../../harness/redact/redactPlan.js";
import { ask, askJson } from "../cli/ask.js";
import { temporaryDirectory } from "../cli/temporaryDirectory.js";
import { fixtures } from "../plan/fixture.js";
import { change, makePlan } from "../plan/plans.js";

describe("redactPlan", () => {
  const redacted = (attributes: Readonly<Record<string, unknown>>, more: object = {}) =>
    JSON.stringify(redactPlan(makePlan([change("aws_instance.i", { after: attributes, ...more })])));

  it("drops attributes that are not read", () => {
    expect(redacted({ user_data: "free", ami: "free", iam_instance_profile: "p" })).not.to.include("free");
    expect(redacted({ user_data: "free", iam_instance_profile: "p" })).to.include(
      '"iam_instance_profile":"p"',
    );
  });

  it("maps equal accounts to equal ones, in names, too", () => {
    const arn = "arn:aws:iam::987654321098:role/r";
    const text = redacted({
      arn,
      iam_instance_profile: "arn:aws:iam::876543210987:instance-profile/r",
      tags: { "987654321098": "987654321098-x" },
    });
    expect(text).not.to.match(/9876|8765/);
    expect(text)
      .to.include('"arn":"arn:aws:iam::111122223333:role/r"')
      .and.include("arn:aws:iam::444455556666:instance-profile/r");
    expect(text).to.include('{"111122223333":"111122223333-x"}');
  });

  it("removes what is marked sensitive, and keeps the mark", () => {
    const text = redacted({ tags: { a: "hidden", b: "shown" } }, { sensitive: { tags: { a: true } } });
    expect(text).not.to.include("hidden");
    expect(text).to.include('"after_sensitive":{"tags":{"a":true}}').and.include('"b":"shown"');
  });
});

describe("planproof redact", () => {
  const scratch = temporaryDirectory();

  it("writes a new file and never an existing one", async () => {
    const out = scratch.path("plan.json");
    const first = await askJson(["redact", "create.plan.json", "--out", out]);
    expect(first).to.deep.include({ exit: 0, value: [out] });
    const written = readFileSync(out, "utf8");
    expect(written).to.equal((await ask(["redact", "create.plan.json"])).stdout);
    const again = await ask(["redact", "noop.plan.json", "--out", out]);
    expect(again.exit).to.equal(2);
    expect(again.stderr).to.include("exists, and is not overwritten").and.include("name another file");
    expect((await ask(["redact", out, "--out", out])).exit).to.equal(2);
    expect(readFileSync(out, "utf8")).to.equal(written);
    const nowhere = await ask(["redact", "create.plan.json", "--out", scratch.path("absent/plan.json")]);
    expect(nowhere.exit).to.equal(2);
    expect(existsSync(scratch.path("absent"))).to.equal(false);
  });

  it("refuses what is not a plan or state", async () => {
    const policy = `${fixtures}batch-policies/AWSBatchServiceRole.json`;
    const { exit, stderr } = await ask(["redact", policy]);
    expect(exit).to.equal(2);
    expect(stderr).to.include("is not a plan or state").and.include("terraform show -json");
  });
});
