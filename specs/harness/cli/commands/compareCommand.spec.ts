import { writeFileSync } from "node:fs";
import { expect } from "chai";
import { ask, askJson } from "../ask.js";
import { temporaryDirectory } from "../temporaryDirectory.js";

const policy = "managed:AWSBatchFullAccess@v7";
const operator = "noop.plan.json#aws_iam_role.operator";

describe("planproof compare", () => {
  const temporary = temporaryDirectory();

  for (const [left, right, relation, exit] of [
    [policy, policy, "equal", 0],
    ["managed:BatchServiceRolePolicy@v7", "managed:AWSBatchServiceRole@v13", "incomparable", 0],
    ["managed:BatchServiceRolePolicy@v6", "managed:BatchServiceRolePolicy@v7", "subset", 0],
    ["managed:BatchServiceRolePolicy#tag-guarded", "managed:AWSBatchServiceRole", "subset", 0],
    ["noop.plan.json#aws_iam_role.operator", "state.json#aws_iam_role.operator", "equal", 0],
    ["create.plan.json#aws_iam_role.operator", operator, "undecided", 3],
  ] as const) {
    it(`finds ${left} and ${right} ${relation}`, async () => {
      const asked = await askJson<Record<string, unknown>>(["compare", left, right]);
      expect([asked.exit, asked.value["relation"]]).to.deep.equal([exit, relation]);
      expect(asked.value).to.include.keys("leftOnly", "rightOnly", "milliseconds");
      const witnesses = [asked.value["leftOnly"], asked.value["rightOnly"]].filter((found) => found !== null);
      expect(witnesses.length).to.equal({ incomparable: 2, subset: 1, equal: 0, undecided: 0 }[relation]);
    });
  }

  it("lists every action in which they differ, by name", async () => {
    const pair = ["compare", "managed:BatchServiceRolePolicy@v6", "managed:BatchServiceRolePolicy@v7"];
    const { value } = await askJson<{ actions: readonly object[] }>(pair);
    expect(value.actions).to.have.length(1);
    expect(value.actions[0]).to.deep.include({
      actions: ["autoscaling:DescribeScalingActivities", "ec2:DescribeSpotFleetRequestHistory"],
      count: 2,
      relation: "subset",
      leftOnly: null,
    });
    expect((await ask(pair)).stdout).to.include(
      "  more on the right  2: autoscaling:DescribeScalingActivities, ",
    );
  });

  it("compares many pairs, a line each, and reports the lines it cannot read", async () => {
    const allow = (Action: string) => ({ Statement: { Effect: "Allow", Action, Resource: "*" } });
    const rows = [
      { id: "a", left: allow("s3:Get*"), right: allow("s3:*") },
      { id: "b", left: allow("s3:*"), right: allow("S3:**") },
    ].map((row) => JSON.stringify(row));
    writeFileSync(temporary.path("pairs.jsonl"), rows.join("\n"));
    const pairs = ["compare", "--pairs", temporary.path("pairs.jsonl")];
    const asked = await ask([...pairs, "--universe", "any"]);
    const answers = (stdout: string) =>
      stdout
        .trim()
        .split("\n")
        .map(
          (line) =>
            JSON.parse(line) as {
              relation: string;
              actions: readonly { action?: string; actions?: string[] }[];
            },
        );
    const typed = answers((await ask(pairs)).stdout);
    expect(typed.map(({ relation }) => relation)).to.deep.equal(["subset", "equal"]);
    const names = typed[0]!.actions.flatMap(({ action = "", actions = [action] }) => actions);
    expect(names.some((name) => name.startsWith("s3:Get"))).to.equal(false);
    const relations = answers(asked.stdout);
    expect(
      relations.map((found) => ["id", "relation", "actions"].map((key) => found[key as keyof object])),
    ).to.deep.equal([
      ["a", "subset", [{ action: "s3:*", relation: "subset" }]],
      ["b", "equal", []],
    ]);
    expect(asked.exit).to.equal(0);
    writeFileSync(temporary.path("broken.jsonl"), `${rows[0]}\n\n{"id":"c","left":{}}\n`);
    const broken = await ask(["compare", "--pairs", temporary.path("broken.jsonl")]);
    expect([broken.exit, broken.stdout.split("\n").length]).to.deep.equal([2, 2]);
    expect(broken.stderr).to.include("broken.jsonl:3:").and.to.include("the policy has no `Statement`");
  });

  it("turns undecided into 0 where that is allowed", async () => {
    const argv = ["compare", "create.plan.json#aws_iam_role.operator", operator];
    expect((await ask([...argv, "--undecided=allow"])).exit).to.equal(0);
  });

  it("compares a source with itself, and refuses one source that is named more often than twice", async () => {
    const one = "managed:BatchServiceRolePolicy@v6";
    const page = await ask(["compare", one, one, "--format", "html"]);
    expect(page.exit).to.equal(0);
    expect(page.stdout).to.include(">Both sides are <code>BatchServiceRolePolicy@v6</code>.</h1>");
    const asked = await ask(["compare", one, one, one]);
    expect(asked.exit).to.equal(2);
    expect(asked.stderr).to.include("these operands are one source");
  });
});
