import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { type LoadedSource, loadSource } from "../../../../harness/plan/source/loadSource.js";
import type { ReadOptions } from "../../../../harness/plan/source/readSource.js";
import { printAddress } from "../../../../properties/targetAddress.js";
import { fixtureBytes, fixtures } from "../fixture.js";
import { allow, change, makePlan, trust } from "../plans.js";

async function load(
  spec: string,
  options: ReadOptions = { cwd: `${fixtures}batch-plan` },
): Promise<LoadedSource> {
  const loaded = await loadSource(spec, options);
  if (!loaded.ok) throw new Error(loaded.diagnostics.map(({ message }) => message).join("; "));
  return loaded.value;
}
async function problem(
  spec: string,
  options: ReadOptions = { cwd: `${fixtures}batch-plan` },
): Promise<string> {
  const { ok, diagnostics } = await loadSource(spec, options);
  expect([ok, diagnostics.length]).to.deep.equal([false, 1]);
  const { code, message, hint } = diagnostics[0]!;
  return `${code}: ${message}; ${hint}`;
}
const shape = ({ kind, targets }: LoadedSource): readonly unknown[] => [
  kind,
  ...targets.map(({ address, policies }) => [
    printAddress(address),
    ...policies.identity.map(({ source, document }) => `${source} ${document.statements.length}`),
  ]),
];

describe("loadSource", () => {
  const job = 'aws_iam_role_policy.job["in.v1"]';
  const rows: readonly (readonly [string, readonly unknown[]])[] = [
    [
      "create.plan.json#aws_iam_role.batch_service",
      ["plan", ["create.plan.json#aws_iam_role.batch_service", "managed:AWSBatchServiceRole@v14 5"]],
    ],
    [
      "create.plan.json#aws_iam_policy.guarded",
      ["plan", ["create.plan.json#aws_iam_policy.guarded", "aws_iam_policy.guarded 4"]],
    ],
    [
      "create.plan.json#aws_s3_bucket_policy.results",
      ["plan", ["create.plan.json#aws_s3_bucket_policy.results"]],
    ],
    [`state.json#${job}`, ["state", [`state.json#${job}`, `${job} 1`]]],
    [
      "noop.plan.json#aws_iam_policy.guarded#tag-guarded",
      [
        "plan",
        [
          "noop.plan.json#aws_iam_policy.guarded#tag-guarded",
          "noop.plan.json#aws_iam_policy.guarded#tag-guarded 1",
        ],
      ],
    ],
    [
      "noop.plan.json#aws_iam_policy.guarded#Sid=PassRole#statement=3",
      [
        "plan",
        [
          "noop.plan.json#aws_iam_policy.guarded#Sid=PassRole#statement=3",
          "noop.plan.json#aws_iam_policy.guarded#Sid=PassRole#statement=3 1",
        ],
      ],
    ],
    [
      "managed:BatchServiceRolePolicy",
      ["managed", ["managed:BatchServiceRolePolicy", "managed:BatchServiceRolePolicy@v8 19"]],
    ],
    [
      "managed:BatchServiceRolePolicy@v7#tag-guarded",
      [
        "managed",
        ["managed:BatchServiceRolePolicy@v7#tag-guarded", "managed:BatchServiceRolePolicy@v7#tag-guarded 5"],
      ],
    ],
    [
      "managed:arn:aws:iam::aws:policy/AWSBatchFullAccess@v6",
      [
        "managed",
        ["managed:arn:aws:iam::aws:policy/AWSBatchFullAccess@v6", "managed:AWSBatchFullAccess@v6 3"],
      ],
    ],
  ];
  for (const [spec, expected] of rows) {
    it(`reads ${spec}`, async () => expect(shape(await load(spec))).to.deep.equal(expected));
  }

  it("gives a principal everything attached to it, and nothing else", async () => {
    const { targets, policies, extraction } = await load("create.plan.json#aws_iam_role.operator");
    expect(targets).to.have.lengthOf(1);
    expect(extraction.principals).to.have.lengthOf(1);
    expect(policies.map(({ address }) => address)).to.deep.equal([
      "aws_iam_policy.boundary",
      "aws_iam_policy.guarded",
      "aws_iam_role.operator",
    ]);
  });

  it("leaves a hole where the one policy asked for is unknown", async () => {
    const job = 'aws_iam_role_policy.job["in.v1"]';
    const { targets } = await load(`create.plan.json#${job}`);
    expect(targets[0]!.holes.map(({ address }) => address)).to.deep.equal([`${job}.policy`]);
  });

  it("reads stdin, and names its targets after it", async () => {
    const stdin = [fixtureBytes("batch-plan/state.json")];
    async function* chunks() {
      for (const bytes of stdin) {
        yield bytes.subarray(0, 100);
        yield Buffer.from(bytes.subarray(100)).toString();
      }
    }
    expect(shape(await load("-#aws_iam_role.batch_service", { stdin: chunks() }))).to.deep.equal([
      "state",
      ["-#aws_iam_role.batch_service", "managed:AWSBatchServiceRole@v14 5"],
    ]);
  });

  const refused: readonly (readonly [string, RegExp])[] = [
    ["none.json", /^no-file: `none\.json` does not exist; .*terraform show -json/],
    [".", /^directory: `\.` is a directory; .*terraform show -json/],
    [
      "https://example.com/plan.json",
      /^no-file: `https:.*plan\.json` is a URL, .*download it, and name the file/,
    ],
    ["s3://plans/plan.json", /^no-file: `s3:.*` is a URL/],
    ["none#aws_iam_role.a", /^no-file: `none` does not exist/],
    ["", /^(directory|no-file): /],
    ["-", /^no-stdin: .*terraform show -json tfplan \| planproof check -/],
    [
      "create.plan.json#aws_iam_role.operater",
      /^unknown-address: .*`aws_iam_role\.operater` in `create\.plan\.json`; did you mean `aws_iam_role\.operator`/,
    ],
    ["managed:BatchServiceRolePolcy", /^unknown-managed-policy: .*; did you mean `BatchServiceRolePolicy`/],
    ["managed:NoSuchPolicyAtAll", /^unknown-managed-policy: .*`planproof list policies`.*--managed DIR/],
    [
      "managed:arn:aws:iam::aws:policy/AWSBatchServiceRole",
      /^unknown-managed-policy: .*`arn:aws:iam::aws:policy\/service-role\/AWSBatchServiceRole`/,
    ],
    ["managed:ReadOnlyAccess@2024-01-01", /^unknown-managed-policy: .*`v104` is of 2023-08-07, and the next/],
    ["managed:AWSBatchFullAccess@v1..v3", /^several-versions: .*`managed:AWSBatchFullAccess@v1`/],
    [
      "managed:AWSBatchFullAccess@v99",
      /^unknown-managed-policy: unknown version `v99` of `AWSBatchFullAccess`; it has v1 to v7/,
    ],
    [
      "managed:AWSBatchFullAccess#statement=9",
      /^unknown-statement: .*; it has \d statements, counted from 1/,
    ],
    ["managed:AWSBatchFullAccess#tag-guarded", /^unknown-statement: .*none of its Allow statements/],
    ["managed:AWSBatchFullAccess#sid=x", /^unknown-selector: `#sid=x`.*#Sid=NAME/],
    [
      "noop.plan.json#aws_iam_policy.guarded#Sid=PasRole",
      /^unknown-statement: .*`Sid=PasRole`; it has `PassRole`/,
    ],
    ["create.plan.json#aws_iam_policy.guarded#tag-guarded", /^not-one-policy: /],
    ["create.plan.json#aws_iam_role.operator#tag-guarded", /^not-one-policy: /],
    ["create.plan.json#tag-guarded", /^not-one-policy: /],
  ];
  for (const [spec, says] of refused) {
    it(`refuses ${spec || "an empty name"}`, async () => expect(await problem(spec)).to.match(says));
  }

  describe("with temporary files", () => {
    let cwd: string;
    const write = (name: string, content: unknown) =>
      writeFileSync(join(cwd, name), typeof content === "string" ? content : JSON.stringify(content));
    before(() => {
      cwd = mkdtempSync(join(tmpdir(), "planproof-"));
    });
    after(() => rmSync(cwd, { recursive: true }));

    it("reads one policy document, whole or in part", async () => {
      const guarded = {
        Effect: "Allow",
        Action: "ec2:*",
        Resource: "*",
        Condition: { Null: { "aws:RequestTag/a": "false" } },
      };
      write("p.json", {
        Version: "2012-10-17",
        Statement: [JSON.parse(allow("s3:Get")).Statement[0], guarded],
      });
      expect(shape(await load("p.json", { cwd }))).to.deep.equal(["policy", ["p.json", "p.json 2"]]);
      const { targets, policies } = await load("p.json#tag-guarded", { cwd });
      expect(targets[0]!.principal).to.equal("arn:aws:iam::111122223333:role/example");
      expect(policies[0]!.document).to.deep.equal({ Version: "2012-10-17", Statement: [guarded] });
    });

    it("says of a resource or trust policy that properties of principals do not apply", async () => {
      write("r.json", { Statement: { Effect: "Allow", Principal: "*", Action: "s3:Get", Resource: "*" } });
      write("t.json", trust);
      for (const [name, kind] of [
        ["r.json", "resource"],
        ["t.json", "trust"],
      ] as const) {
        const { targets, policies, extraction } = await load(name, { cwd });
        expect([
          targets[0]!.policies.resource?.source,
          policies[0]!.kind,
          extraction.notes[0]!.code,
        ]).to.deep.equal([name, kind, "resource-policy"]);
      }
    });

    it("refuses a document with the line and column of what is wrong", async () => {
      write("bad.json", '{"Statement":\n [{"Effect":"Allow","Action":"s3:*","Resource":"*","Nope":1}]}');
      const loaded = await loadSource("bad.json", { cwd });
      expect(loaded.ok).to.equal(false);
      expect(loaded.diagnostics[0]!.position).to.include({ line: 2 });
    });

    it("accepts # in file names and in keys of for_each", async () => {
      const address = 'aws_iam_policy.p["a#b"]';
      write("my#plan.json", makePlan([change(address, { after: { name: "p", policy: allow("s3:Get") } })]));
      expect(shape(await load("my#plan.json", { cwd }))).to.deep.equal([
        "plan",
        [`my#plan.json#${address}`, `${address} 1`],
      ]);
      const spec = `my#plan.json#${address}#statement=1`;
      expect(shape(await load(spec, { cwd }))).to.deep.equal(["plan", [spec, `${spec} 1`]]);
    });

    it("names the statements of a plan's only policy in the address of its target", async () => {
      write("one.json", makePlan([change("aws_iam_policy.p", { after: { policy: allow("s3:Get") } })]));
      const spec = "one.json#statement=1";
      expect(shape(await load(spec, { cwd }))).to.deep.equal(["plan", [spec, `${spec} 1`]]);
    });

    it("reads a plan without any IAM policy, for the caller to refuse", async () => {
      write("none.json", makePlan([]));
      const { targets, policies } = await load("none.json", { cwd });
      expect([targets, policies]).to.deep.equal([[], []]);
      expect(await problem("none.json#aws_iam_role.a", { cwd })).to.match(/; it contains no IAM policy$/);
    });
  });
});
