import { writeFile } from "node:fs/promises";
import { expect } from "chai";
import { seedLawIds } from "../../properties/seedLaws.js";
import { allow, change, makePlan, trust } from "../plan/plans.js";
import { ask, askJson } from "./ask.js";
import { temporaryDirectory } from "./temporaryDirectory.js";

interface CheckJson {
  readonly verdicts: readonly {
    readonly property: string;
    readonly severity?: string;
    readonly target: string;
    readonly verdict: string;
    readonly reason?: string;
  }[];
}

const document = (...statements: readonly object[]) =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });
const refused = document({ Effect: "Deny", Action: "*:Delete*", Resource: "*" });
const role = change("aws_iam_role.r", { after: { name: "r", assume_role_policy: trust } });
const inline = (policy: string, before?: string) =>
  change("aws_iam_role_policy.p", {
    after: { role: "r", policy },
    ...(before !== undefined && { actions: ["update"], before: { role: "r", policy: before } }),
  });
const bucket = (statement: object) =>
  change("aws_s3_bucket_policy.b", {
    after: { bucket: "b", policy: document({ Effect: "Allow", Principal: "*", ...statement }) },
  });

describe("a document that AWS refuses", () => {
  const temporary = temporaryDirectory();
  const asked = async (changes: readonly object[], command: readonly string[], root: object = {}) => {
    const path = temporary.path("plan.json");
    await writeFile(path, JSON.stringify(makePlan(changes, root)));
    const [name = "", ...more] = command;
    return {
      ...(await askJson<CheckJson & { undecided: unknown[]; changes: unknown[] }>([name, path, ...more])),
      path,
    };
  };

  it("is refuted at its address in a plan, and leaves what its holder may do undecided", async () => {
    const { exit, value, path } = await asked([role, inline(refused)], ["check"]);
    expect(exit).to.equal(1);
    const [document, ...others] = value.verdicts.toReversed();
    expect(document).to.include({
      property: "valid-document",
      severity: "error",
      target: `${path}#aws_iam_role_policy.p`,
      verdict: "refuted",
    });
    expect(document!.reason).to.match(
      /`\*:Delete\*` has a wildcard, at line 1, column 64 of the document, \/Statement\/0\/Action; /,
    );
    const seed = others.filter(({ property }) => seedLawIds.includes(property));
    expect(seed.map(({ property, verdict }) => [property, verdict])).to.have.deep.members([
      ["no-public-trust", "holds"],
      ["no-iam-administration", "undecided"],
      ["pass-role-services", "undecided"],
      ["tag-guard", "undecided"],
    ]);
  });

  it("is reported also where no principal is in the plan", async () => {
    const { exit, value } = await asked([bucket({ Action: "s3:*", Resource: "*" })], ["check"]);
    const asFirst = value.verdicts.filter(({ property }) =>
      [...seedLawIds, "valid-document"].includes(property),
    );
    expect([exit, asFirst.map(({ property, verdict }) => [property, verdict])]).to.deep.equal([
      1,
      [
        ["no-public-access", "undecided"],
        ["valid-document", "refuted"],
      ],
    ]);
  });

  it("makes no difference that is certain to what its holder may do", async () => {
    const { exit, value } = await asked([role, inline(refused, allow("s3:*"))], ["diff"]);
    expect(value.changes).to.have.nested.property("[0].caller.name", "service batch.amazonaws.com");
    expect(value.changes).to.have.lengthOf(1);
    expect(JSON.stringify(value.undecided[0])).to.include("the policy document is refused");
    expect(exit).to.equal(1);
  });

  it("does not refute those that AWS takes, each of which holds where the law is named", async () => {
    const plan = [
      role,
      inline(allow("s3:*")),
      bucket({ Action: "s3:GetObject", Resource: "arn:aws:s3:::b/*" }),
    ];
    const { exit, value } = await asked(plan, ["check", "--property", "valid-document"]);
    expect([exit, value.verdicts.map(({ verdict }) => verdict)]).to.deep.equal([
      0,
      ["holds", "holds", "holds"],
    ]);
  });

  it("cannot be asked about when it is given alone", async () => {
    const { exit, stdout } = await ask(["check", "-", "--format", "json"], { input: refused });
    const { error } = JSON.parse(stdout) as { error: Readonly<Record<string, unknown>> };
    expect(exit).to.equal(2);
    expect(error).to.include({ code: "invalid-action", source: "-", line: 1, column: 64 });
    expect(error["hint"]).to.be.a("string");
  });

  const rows: readonly (readonly [string, readonly object[], RegExp])[] = [
    [
      "an old version of a managed policy",
      [
        change("aws_iam_policy.p", {
          after: { name: "p", policy: JSON.stringify({ Statement: JSON.parse(allow("s3:*")).Statement }) },
        }),
      ],
      /must be of version 2012-10-17/,
    ],
    [
      "a foreign action in a bucket policy",
      [bucket({ Action: "ec2:RunInstances", Resource: "arn:aws:s3:::b" })],
      /does not accept actions of other services/,
    ],
    [
      "a foreign action in a topic policy",
      [
        change("aws_sns_topic_policy.t", {
          after: {
            arn: "arn:aws:sns:eu-west-1:123456789012:t",
            policy: document({ Effect: "Allow", Principal: "*", Action: "sqs:SendMessage", Resource: "*" }),
          },
        }),
      ],
      /a topic policy does not accept actions of other services/,
    ],
    [
      "an action in a trust policy that assumes nothing",
      [
        change("aws_iam_role.r", {
          after: {
            name: "r",
            assume_role_policy: document({
              Effect: "Allow",
              Principal: { Service: "batch.amazonaws.com" },
              Action: "s3:GetObject",
            }),
          },
        }),
      ],
      /a trust policy does not accept actions of other services/,
    ],
    [
      "a wildcard for a service that is trusted",
      [
        change("aws_iam_role.r", {
          after: {
            name: "r",
            assume_role_policy: document({
              Effect: "Allow",
              Principal: { Service: "*" },
              Action: "sts:AssumeRole",
            }),
          },
        }),
      ],
      /a wildcard cannot be a part of a principal/,
    ],
  ];
  for (const [title, changes, reason] of rows) {
    it(`may be one with ${title}`, async () => {
      const { exit, value } = await asked(changes, ["check"]);
      const found = value.verdicts.find(({ property }) => property === "valid-document");
      expect([exit, found?.verdict]).to.deep.equal([1, "refuted"]);
      expect(found!.reason).to.match(reason);
    });
  }
});
