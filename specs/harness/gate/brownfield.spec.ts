import { readFileSync, writeFileSync } from "node:fs";
import { expect } from "chai";
import { absolute } from "../../house/repository.js";
import { ask, askJson } from "../cli/ask.js";
import { temporaryDirectory } from "../cli/temporaryDirectory.js";
import { makePlan, unchanged } from "../plan/plans.js";
import { allow, attach, create, plan, put } from "./brownfieldPlan.js";

interface CheckJson {
  readonly verdicts: readonly {
    readonly id: string;
    readonly property: string;
    readonly target: string;
    readonly verdict: string;
    readonly since?: string;
    readonly baseline?: boolean;
    readonly exception?: { readonly owner: string };
    readonly expired?: { readonly until: string };
    readonly witness?: { readonly request: { readonly action: string } };
    readonly findings?: readonly {
      readonly id: string;
      readonly digest?: string;
      readonly baseline?: boolean;
      readonly since?: string;
    }[];
  }[];
  readonly counts: Readonly<Record<string, number>>;
  readonly exceptions?: readonly { readonly state: string; readonly line?: number; readonly days?: number }[];
  readonly baseline?: { readonly findings: number; readonly gone: readonly object[] };
  readonly notes: readonly { readonly code: string; readonly message: string }[];
}

const properties = ["no-iam-administration", "no-public-access"].flatMap((id) => ["--property", id]);
const today = "2027-01-15";

describe("a repository that begins with violations", () => {
  const temporary = temporaryDirectory();
  const at = (name: string): string => temporary.path(name);
  const save = (name: string, value: object): string => {
    writeFileSync(at(name), JSON.stringify(value));
    return at(name);
  };
  const check = (source: string, ...more: readonly string[]) =>
    askJson<CheckJson>(["check", source, ...properties, "--today", today, ...more]);
  const ofRole = ({ value }: { readonly value: CheckJson }, name: string) =>
    value.verdicts.find(
      ({ property, target }) => property === "no-iam-administration" && target.endsWith(name),
    )!;

  it("is green with its baseline, and red for one new violation of the same target", async () => {
    const source = save("plan.json", plan(put));
    const baseline = at("baseline.json");
    expect((await check(source)).exit).to.equal(1);
    const written = await check(source, "--baseline", baseline, "--update-baseline");
    expect([written.exit, written.value.counts["baseline"]]).to.deep.equal([0, 3]);
    expect((await check(source, "--baseline", baseline)).exit).to.equal(0);
    const widened = await check(save("next.json", plan(put, create)), "--baseline", baseline);
    expect([widened.exit, widened.value.counts["baseline"]]).to.deep.equal([1, 2]);
    const ops = ofRole(widened, "ops");
    expect(ops.witness?.request.action).to.equal("iam:CreateAccessKey");
    expect(ops.findings!.map((one) => one.baseline ?? false).toSorted()).to.deep.equal([false, true]);
  });

  it("is green by the baseline of all its violations, notes among them", async () => {
    const source = absolute("specs/fixtures/batch-plan/widen.plan.json");
    const lowest = ["check", source, "--fail-on", "note", "--baseline", at("all.json")];
    await askJson<CheckJson>([...lowest, "--update-baseline"]);
    const { exit, value } = await askJson<CheckJson>(lowest);
    expect([exit, value.counts["baseline"]]).to.deep.equal([0, value.counts["refuted"]]);
  });

  it("is green by the baseline of a statement that lets in several kinds of callers", async () => {
    const role = { name: "open", arn: "arn:aws:iam::111122223333:role/open" };
    const anyone = { ...allow("sts:AssumeRole", { Principal: { AWS: "*" } }), Resource: undefined };
    const assume_role_policy = JSON.stringify({ Version: "2012-10-17", Statement: [anyone] });
    const source = save(
      "open.json",
      makePlan([unchanged("aws_iam_role.open", { ...role, assume_role_policy })]),
    );
    const asked = ["check", source, "--property", "no-public-trust", "--baseline", at("open-baseline.json")];
    await askJson<CheckJson>([...asked, "--update-baseline"]);
    const { exit, value } = await askJson<CheckJson>(asked);
    expect([exit, value.baseline!.gone]).to.deep.equal([0, []]);
    expect(value.baseline!.findings).to.be.greaterThan(1);
  });

  it("has a baseline that shrinks and never grows", async () => {
    const baseline = at("shrinking.json");
    await check(save("plan.json", plan(put)), "--baseline", baseline, "--update-baseline");
    const mended = save("mended.json", plan(create));
    const seen = await check(mended, "--baseline", baseline);
    expect([seen.exit, seen.value.baseline?.gone.length]).to.deep.equal([1, 1]);
    expect(seen.value.notes.map(({ message }) => message)).to.include(
      "1 of the 3 violations of the baseline is gone",
    );
    const updated = await check(mended, "--baseline", baseline, "--update-baseline");
    expect([updated.exit, updated.value.baseline]).to.deep.equal([1, { findings: 2, gone: [] }]);
    const file = JSON.parse(readFileSync(baseline, "utf8")) as { findings: readonly { target: string }[] };
    expect(file.findings.map(({ target }) => target)).to.deep.equal(["aws_iam_role.ci", "aws_s3_bucket.web"]);
  });

  it("fails for what the change makes new alone, with --gate new", async () => {
    const same = await check(save("same.json", plan(put)), "--gate", "new");
    expect([same.exit, same.value.counts["before"]]).to.deep.equal([0, 3]);
    const widened = await check(save("next.json", plan(put, create)), "--gate", "new");
    expect([widened.exit, widened.value.counts["before"]]).to.deep.equal([1, 2]);
    expect([ofRole(widened, "ci").since, ofRole(widened, "ops").since]).to.deep.equal(["before", "change"]);
    expect(ofRole(widened, "ops").witness?.request.action).to.equal("iam:CreateAccessKey");
    // another statement than before is new, though the law was violated before, too
    const other = await check(save("other.json", plan(create)), "--gate", "new");
    expect([other.exit, ofRole(other, "ops").since]).to.deep.equal([1, "change"]);
    // what was moved into another statement is not
    const moved = await check(save("moved.json", plan({ ...put, Sid: "Moved" })), "--gate", "new");
    expect([moved.exit, ofRole(moved, "ops").since]).to.deep.equal([0, "before"]);
  });

  it("has only new violations in a source without a time before", async () => {
    const alone = save("alone.json", { Version: "2012-10-17", Statement: [attach] });
    const { exit, value } = await askJson<CheckJson>([
      "check",
      alone,
      "--property",
      "no-iam-administration",
      "--gate",
      "new",
    ]);
    expect([exit, value.verdicts[0]!.since]).to.deep.equal([1, "change"]);
  });

  describe("with exceptions", () => {
    const exceptions = (): string => at("exceptions.json");
    const except = async (source: string, id: string, ...more: readonly string[]) =>
      ask([
        "except",
        id,
        source,
        ...properties,
        "--reason",
        "it is intended",
        "--owner",
        "platform",
        "--today",
        today,
        "--exceptions",
        exceptions(),
        ...more,
      ]);

    it("is green for an approved grant, warns before it expires, and is red after it expired", async () => {
      writeFileSync(exceptions(), '{"exceptions":[]}\n');
      const source = save("plan.json", plan(put));
      const red = await check(source);
      const idOf = (property: string, name: string) =>
        red.value.verdicts.find((one) => one.property === property && one.target.endsWith(name))!.id;
      const bucket = idOf("no-public-access", "web");
      expect((await except(source, bucket)).exit).to.equal(0);
      // the last day counts
      expect((await except(source, ofRole(red, "ci").id, "--until", today)).exit).to.equal(0);
      const report = save("report.json", red.value);
      expect((await except(report, ofRole(red, "ops").id, "--until", "2027-12-31")).exit).to.equal(0);
      const again = await except(report, bucket);
      expect([again.exit, again.stdout]).to.deep.equal([0, `${exceptions()} has this exception already\n`]);
      const flags = ["--exceptions", exceptions()];
      const green = await check(source, ...flags);
      expect([green.exit, green.value.counts["excepted"]]).to.deep.equal([0, 3]);
      expect(green.value.exceptions!.map(({ state }) => state)).to.deep.equal([
        "in force",
        "expires",
        "in force",
      ]);
      expect(green.value.notes.map(({ code }) => code)).to.include("exception-expires");
      const over = await askJson<CheckJson>([
        "check",
        source,
        ...properties,
        ...flags,
        "--today",
        "2027-01-16",
      ]);
      expect([over.exit, over.value.counts["excepted"]]).to.deep.equal([1, 2]);
      expect(ofRole(over, "ci").expired?.until).to.equal(today);
      expect(over.value.exceptions![1]).to.include({ state: "expired", days: -1 });
      const human = await ask(["check", source, ...properties, ...flags, "--today", "2027-01-16"]);
      expect(human.stdout).to.include("its exception expired: it is intended (platform, until 2027-01-15)");
    });

    it("is red for a new statement of an excepted target, and where an exception is unused", async () => {
      const source = save("plan.json", plan(put));
      writeFileSync(exceptions(), '{"exceptions":[]}\n');
      const red = await check(source);
      for (const one of red.value.verdicts.filter(({ verdict }) => verdict === "refuted"))
        await except(source, one.id);
      const flags = ["--exceptions", exceptions()];
      const next = await check(save("next.json", plan(put, create)), ...flags);
      expect([next.exit, ofRole(next, "ops").witness?.request.action]).to.deep.equal([
        1,
        "iam:CreateAccessKey",
      ]);
      expect(next.value.exceptions!.map(({ state }) => state)).to.deep.equal([
        "in force",
        "in force",
        "in force",
      ]);
      const mended = await check(save("mended.json", plan(allow("s3:ListAllMyBuckets"))), ...flags);
      expect(mended.exit).to.equal(1);
      expect(mended.value.exceptions!.map(({ state }) => state)).to.include("unused");
      expect(mended.value.notes.map(({ code }) => code)).to.include("exception-unused");
    });

    it("excepts no more than what a change makes new, with --gate new", async () => {
      writeFileSync(exceptions(), '{"exceptions":[]}\n');
      const source = save("next.json", plan(put, create));
      const isNew = ["--gate", "new"];
      const red = await check(source, ...isNew);
      expect(ofRole(red, "ops").findings!.map(({ since }) => since)).to.have.members(["before", undefined]);
      expect((await except(source, ofRole(red, "ops").id, ...isNew)).exit).to.equal(0);
      const flags = ["--exceptions", exceptions()];
      expect((await check(source, ...flags, ...isNew)).exit).to.equal(0);
      const all = await check(source, ...flags);
      expect([all.exit, ofRole(all, "ops").witness?.request.action]).to.deep.equal([1, "iam:PutRolePolicy"]);
      // what was so before can be excepted, too
      expect((await except(source, ofRole(red, "ci").id, ...isNew)).exit).to.equal(0);
      expect((await check(source, ...flags)).value.counts["excepted"]).to.equal(1);
    });

    it("says the same in shards that are merged, and what is unused only then", async () => {
      const source = save("plan.json", plan(put));
      writeFileSync(
        exceptions(),
        JSON.stringify({
          exceptions: [
            { property: "no-public-access", target: "aws_s3_bucket.web", reason: "r", owner: "o" },
            {
              property: "no-iam-administration",
              target: "aws_iam_role.ci",
              actions: ["iam:Delete*"],
              reason: "r",
              owner: "o",
            },
          ],
        }),
      );
      const flags = ["--exceptions", exceptions()];
      const whole = await check(source, ...flags);
      const files = await Promise.all(
        ["1/2", "2/2"].map(async (shard, index) => {
          const part = await check(source, ...flags, "--shard", shard);
          expect(part.value.exceptions!.map(({ state }) => state)).not.to.include("unused");
          return save(`shard-${index}.json`, part.value);
        }),
      );
      const merged = await askJson<CheckJson>(["report", "merge", ...files]);
      expect(merged.value).to.deep.equal(whole.value);
      expect([merged.exit, merged.value.exceptions!.map(({ state }) => state)]).to.deep.equal([
        1,
        ["in force", "unused"],
      ]);
    });
  });
});
