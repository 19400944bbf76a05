import { readFileSync, writeFileSync } from "node:fs";
import { expect } from "chai";
import { ask, askJson } from "../cli/ask.js";
import { temporaryDirectory } from "../cli/temporaryDirectory.js";
import { change, makePlan, trust, unchanged } from "../plan/plans.js";

const allow = (action: string, resource = "*") => ({ Effect: "Allow", Action: action, Resource: resource });
const role = { name: "job", arn: "arn:aws:iam::111122223333:role/job", assume_role_policy: trust };
const policy = (...statements: readonly object[]) => ({
  role: "job",
  name: "job",
  policy: JSON.stringify({ Version: "2012-10-17", Statement: statements }),
});
const list = allow("s3:ListAllMyBuckets");

const plan = (...after: readonly object[]): object =>
  makePlan([
    unchanged("aws_iam_role.job", role),
    change("aws_iam_role_policy.job", {
      actions: ["update"],
      before: policy(list),
      after: policy(list, ...after),
    }),
  ]);

interface DiffJson {
  readonly changes: readonly {
    readonly actions: readonly string[];
    readonly approved?: { readonly owner: string };
  }[];
  readonly chains?: { readonly opened: readonly { readonly approved?: object }[] };
  readonly approvals?: readonly { readonly target: string; readonly state: string }[];
}

describe("planproof diff --approve", () => {
  const temporary = temporaryDirectory();
  const approved = (): string => temporary.path("access.approved.json");
  const save = (name: string, value: object): string => {
    writeFileSync(temporary.path(name), JSON.stringify(value));
    return temporary.path(name);
  };
  const grounds = ["--reason", "reports", "--owner", "data", "--until", "2027-01-31"];
  const diff = (source: string, ...more: readonly string[]) =>
    askJson<DiffJson>(["diff", source, "--approve", approved(), "--today", "2027-01-31", ...more]);

  it("writes what is intended, and is green for it to the last day, under another name as well", async () => {
    const source = save("plan.json", plan(allow("s3:GetObject", "arn:aws:s3:::reports/*")));
    expect((await ask(["diff", source])).exit).to.equal(1);
    expect((await diff(source, "--update-approved", ...grounds)).exit).to.equal(0);
    const same = save("same.json", JSON.parse(readFileSync(source, "utf8")) as object);
    const { exit, value } = await diff(same);
    expect(exit).to.equal(0);
    expect(value.changes.map((one) => one.approved?.owner)).to.deep.equal(["data"]);
    expect(value.approvals!.map(({ target, state }) => [target, state])).to.deep.equal([
      ["aws_iam_role.job", "matched"],
    ]);
    const late = await ask(["diff", same, "--approve", approved(), "--today", "2027-02-01"]);
    expect([late.exit, late.stdout.includes("APPROVALS THAT EXPIRED")]).to.deep.equal([1, true]);
  });

  it("is red for another statement that adds the same action, and reports what no longer matches", async () => {
    const source = save("plan.json", plan(allow("s3:GetObject", "arn:aws:s3:::reports/*")));
    await diff(source, "--update-approved", ...grounds);
    const more = save(
      "more.json",
      plan(allow("s3:GetObject", "arn:aws:s3:::reports/*"), allow("s3:GetObject", "arn:aws:s3:::secrets/*")),
    );
    const { exit, value } = await diff(more);
    expect([exit, value.approvals!.map(({ state }) => state)]).to.deep.equal([1, ["unmatched"]]);
    const applied = await ask(["diff", save("applied.json", plan()), "--approve", approved()]);
    expect([applied.exit, applied.stdout.includes("APPROVALS THAT NO LONGER MATCH")]).to.deep.equal([
      0,
      true,
    ]);
    await diff(save("applied.json", plan()), "--update-approved", ...grounds);
    expect(JSON.parse(readFileSync(approved(), "utf8"))).to.deep.equal({ approved: [] });
  });

  it("approves the steps that open chains, too", async () => {
    writeFileSync(approved(), '{"approved":[]}');
    const source = save("plan.json", plan(allow("iam:PutRolePolicy")));
    const red = await diff(source);
    expect([red.exit, red.value.chains!.opened.length > 0]).to.deep.equal([1, true]);
    await diff(source, "--update-approved", ...grounds);
    const { exit, value } = await diff(source);
    expect([exit, value.chains!.opened.every((one) => one.approved !== undefined)]).to.deep.equal([0, true]);
  });

  it("refuses what cannot be, with file, line and what to do", async () => {
    const source = save("plan.json", plan());
    const ofFile = async (content: string): Promise<string> => {
      writeFileSync(approved(), content);
      const { exit, stderr } = await ask(["diff", source, "--approve", approved()]);
      expect(exit).to.equal(2);
      return stderr;
    };
    expect(await ofFile('{"approved":[{"target":"a","reason":"r"}]}')).to.match(
      /:1:14: error: an approval has no `owner`/,
    );
    expect(await ofFile('{"aproved":[]}')).to.include("did you mean `approved`?");
    const asked = (...argv: readonly string[]) => ask(["diff", source, ...argv]);
    expect((await asked("--update-approved")).stderr).to.include("`--update-approved` needs a file");
    expect((await asked("--approve", approved(), "--update-approved")).stderr).to.include(
      "`--reason` is missing",
    );
  });
});
