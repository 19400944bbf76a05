import { expect } from "chai";
import type { Extraction } from "../../../../harness/plan/extraction.js";
import type { PolicySet } from "../../../../policies/language/policySet.js";
import { change, extractPlan, makePlan, trust, written } from "../plans.js";

const role = change("aws_iam_role.r", { after: { name: "r", assume_role_policy: trust } });
const inline = change("aws_iam_role_policy.p", {
  after: { role: "r", name: "p" },
  unknown: { policy: true },
});
const read = (name: string, after: object, unknown: object = {}, more: object = {}) =>
  change(`data.aws_iam_policy_document.${name}`, {
    actions: ["read"],
    after: after as Readonly<Record<string, unknown>>,
    unknown: { json: true, ...unknown },
    ...more,
  });
const json = (name: string) => [
  `data.aws_iam_policy_document.${name}.json`,
  `data.aws_iam_policy_document.${name}`,
];
const statement = (more: object = {}) => ({ actions: ["s3:GetObject"], resources: ["*"], ...more });

/** A role with an inline policy made of the data source `d`. */
const planOf = (
  documents: readonly object[],
  resources: readonly object[] = [],
  policy = json("d"),
): Extraction =>
  extractPlan(
    makePlan([role, inline, ...documents], {
      resources: [written("aws_iam_role_policy.p", { role: [], policy }), ...resources],
    }),
  );
const policyOf = ({ policies }: Extraction) =>
  policies.find(({ address }) => address === "aws_iam_role_policy.p")!;

describe("a policy document that is read during apply", () => {
  it("is known where all it is made of is", () => {
    const extraction = planOf([read("d", { statement: [statement()] })]);
    expect(policyOf(extraction)).to.deep.include({
      unknown: [],
      document: {
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: "*" }],
      },
    });
    expect(extraction.targets[0]!.holes).to.deep.equal([]);
    expect(extraction.targets[0]).not.to.have.any.keys("bounds");
  });

  it("has null for what is not, with what it refers to", () => {
    const documents = [
      read(
        "d",
        { statement: [statement(), statement({ resources: ["arn:aws:s3:::a", null] })] },
        { statement: [{ resources: [false] }, { resources: [false, true] }] },
      ),
    ];
    const bucket = ["aws_s3_bucket.b.arn", "aws_s3_bucket.b"];
    const expressions = { statement: [{}, { resources: { references: bucket } }] };
    const data = { ...written("data.aws_iam_policy_document.d", {}), expressions };
    const extraction = planOf(documents, [data]);
    expect(policyOf(extraction).unknown).to.deep.equal(["/Statement/1/Resource/0"]);
    expect(policyOf(extraction).document)
      .to.have.nested.property("Statement[1].Resource")
      .that.deep.equals([null, "arn:aws:s3:::a"]);
    const [target] = extraction.targets;
    expect(target!.bounds!.unknown.map(({ address, refersTo }) => [address, ...refersTo])).to.deep.equal([
      ["aws_iam_role_policy.p.policy/Statement/1/Resource/0", "aws_s3_bucket.b.arn"],
    ]);
    const resources = (set: PolicySet) => set.identity[0]!.document.statements[1]!.resource!.patterns;
    expect(resources(target!.policies)).to.have.members(["*", "arn:aws:s3:::a"]);
    expect(resources(target!.bounds!.lower)).to.deep.equal(["arn:aws:s3:::a"]);
  });

  it("reads a list that is unknown as a whole, and one from which terraform 0.12 left elements out", () => {
    const unknown = (after: unknown, mask: unknown) =>
      policyOf(
        planOf([
          read("d", { statement: [statement({ resources: after })] }, { statement: [{ resources: mask }] }),
        ]),
      ).document;
    const resource = "Statement[0].Resource";
    expect(unknown(undefined, true)).to.have.nested.property(resource, null);
    expect(unknown([], [true])).to.have.nested.property(resource, null);
    expect(unknown(["arn:aws:s3:::a"], [false, true]))
      .to.have.nested.property(resource)
      .that.deep.equals([null, "arn:aws:s3:::a"]);
  });

  it("merges the documents it names, deferred or not", () => {
    const source = read("source", { statement: [statement({ sid: "A" })] });
    const extraction = planOf(
      [
        source,
        read(
          "d",
          {
            source_policy_documents: [null],
            override_policy_documents: [
              '{"Version":"2012-10-17","Statement":{"Sid":"B","Effect":"Deny","Action":"*","Resource":"*"}}',
            ],
            statement: [statement({ sid: "B" })],
          },
          { source_policy_documents: [true] },
        ),
      ],
      [written("data.aws_iam_policy_document.d", { source_policy_documents: json("source") })],
    );
    const { Statement } = policyOf(extraction).document as { Statement: { Sid: string; Effect: string }[] };
    expect(Statement.map(({ Sid, Effect }) => [Sid, Effect])).to.deep.equal([
      ["A", "Allow"],
      ["B", "Deny"],
    ]);
  });

  it("leaves room in a condition that another of unknown key or test may turn out to join", () => {
    const joined = (...condition: readonly object[]) => {
      const mask = condition.map((block) => ({
        ...(!("variable" in block) && { variable: true }),
        ...(!("test" in block) && { test: true }),
      }));
      const extraction = planOf([
        read("d", { statement: [statement({ condition })] }, { statement: [{ condition: mask }] }),
      ]);
      return extraction.targets[0]!.policies.identity[0]!.document.statements[0]!.conditions.map(
        ({ operator, key, values }) => [operator.name, key, ...values],
      );
    };
    const own = { test: "StringEquals", variable: "aws:x", values: ["a"] };
    const told = ["StringEquals", "aws:x", "a"];
    const wide = ["StringLike", "aws:x", "*"];
    expect(joined(own, { test: "StringEquals", values: ["b"] })).to.deep.equal([wide]);
    expect(joined(own, { variable: "aws:x", values: ["b"] })).to.deep.equal([wide]);
    expect(joined(own, { test: "StringLike", values: ["b"] })).to.deep.equal([told]);
    const negated = { ...own, test: "StringNotEquals" };
    expect(joined(negated, { test: "StringNotEquals", values: ["b"] })).to.deep.equal([
      ["StringNotEquals", "aws:x", "a"],
    ]);
  });

  it("stays unknown where nothing bounds it", () => {
    const other = read("other", { statement: [statement()] });
    const cases: Readonly<Record<string, Extraction>> = {
      "statements known only after apply": planOf([read("d", {}, { statement: true })]),
      "an unknown effect": planOf([
        read("d", { statement: [statement()] }, { statement: [{ effect: true }] }),
      ]),
      "an unknown version": planOf([read("d", { statement: [statement()] }, { version: true })]),
      "a secret in it": planOf([
        read("d", { statement: [statement()] }, {}, { sensitive: { statement: [{ resources: [true] }] } }),
      ]),
      "an unknown document merged in": planOf([
        read(
          "d",
          { statement: [statement()], source_policy_documents: [null] },
          { source_policy_documents: [true] },
        ),
      ]),
      "an unknown name next to what may replace it": planOf([
        read(
          "d",
          { statement: [statement()], override_json: '{"Statement":[]}' },
          { statement: [{ sid: true }] },
        ),
      ]),
      "an unknown name in what may replace another statement": planOf(
        [
          read(
            "d",
            { statement: [statement({ sid: "A" })], override_policy_documents: [null] },
            {
              override_policy_documents: [true],
            },
          ),
          read("other", { statement: [statement()] }, { statement: [{ sid: true }] }),
        ],
        [written("data.aws_iam_policy_document.d", { override_policy_documents: json("other") })],
      ),
      "a statement that AWS refuses": planOf([read("d", { statement: [{ actions: ["s3:Get"] }] })]),
      "a document merged in that nests without end": planOf([
        read("d", { statement: [statement()], source_policy_documents: ["[".repeat(1e5) + "]".repeat(1e5)] }),
      ]),
      "a second document": planOf(
        [read("d", { statement: [statement()] }), other],
        [],
        [...json("d"), ...json("other")],
      ),
      "something else next to it": planOf(
        [read("d", { statement: [statement()] })],
        [],
        [...json("d"), "local.x"],
      ),
    };
    for (const [title, extraction] of Object.entries(cases)) {
      expect(policyOf(extraction), title).to.deep.include({ unknown: [""], document: null, policy: null });
      expect(
        extraction.targets[0]!.holes.map(({ address }) => address),
        title,
      ).to.deep.equal(["aws_iam_role_policy.p.policy"]);
    }
  });

  const bucket = change("aws_s3_bucket.b", { after: { bucket: "data" }, unknown: { arn: true } });
  const key = change("aws_kms_key.k", { after: {}, unknown: { arn: true } });
  const caller = change("data.aws_caller_identity.me", {
    actions: ["read"],
    after: { account_id: "123456789012", arn: "arn:aws:iam::123456789012:user/me" },
  });
  const template = (text: unknown, ...references: string[]) => ({ constant_value: text, references });
  const withTemplate = (address: string, expressions: object) => ({ ...written(address, {}), expressions });

  it("is filled with what the planned resources predict, where its templates are in the plan", () => {
    const document = read(
      "d",
      { statement: [statement({ resources: [null, null, null] })] },
      { statement: [{ resources: [true, true, true] }] },
    );
    const texts = [
      "${aws_s3_bucket.b.arn}/*",
      "${aws_kms_key.k.arn}",
      '${base64encode("${aws_s3_bucket.b.arn}/x")}',
    ];
    const data = withTemplate("data.aws_iam_policy_document.d", {
      statement: [{ resources: template(texts, "aws_s3_bucket.b.arn", "aws_kms_key.k.arn") }],
    });
    const policies = withTemplate("aws_iam_role_policy.p", {
      policy: template("${data.aws_iam_policy_document.d.json}", ...json("d")),
    });
    const extraction = extractPlan(
      makePlan([role, inline, document, bucket, key, caller], { resources: [data, policies] }),
    );
    const [target] = extraction.targets;
    const resources = (set: PolicySet) => set.identity[0]!.document.statements[0]!.resource!.patterns;
    expect(target!.holes).to.deep.equal([]);
    const [policy] = extraction.policies.filter(({ policy: found }) => found?.unknown.length);
    const { upper, lower } = policy!.policy!;
    expect(resources({ identity: [upper] })).to.have.members([
      "arn:aws:s3:::data/*",
      "arn:aws:kms:*:123456789012:key/aws_kms_key.k",
      "*",
    ]);
    expect(resources({ identity: [lower] })).to.have.members([
      "arn:aws:s3:::data/*",
      "arn:aws:kms:*:123456789012:key/aws_kms_key.k",
    ]);
  });

  it("is read on its own, each instance with its key", () => {
    const text =
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"${aws_s3_bucket.b.arn}/${each.key}/*"}]}';
    const instance = change('aws_iam_role_policy.p["in"]', {
      after: { role: "r", name: "in" },
      unknown: { policy: true },
    });
    const policies = withTemplate("aws_iam_role_policy.p", {
      policy: template(text, "aws_s3_bucket.b.arn", "each.key"),
    });
    const extraction = extractPlan(makePlan([role, instance, bucket, caller], { resources: [policies] }));
    const policy = extraction.policies.find(({ address }) => address === 'aws_iam_role_policy.p["in"]')!;
    expect(policy.unknown).to.deep.equal([]);
    expect(policy.document).to.have.nested.property("Statement[0].Resource", "arn:aws:s3:::data/in/*");
  });

  it("is not read where it is marked sensitive", () => {
    const secret = change("aws_iam_role_policy.p", {
      after: { role: "r", name: "p" },
      unknown: { policy: true },
      sensitive: { policy: true },
    });
    const text =
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:Get","Resource":"${aws_s3_bucket.b.arn}"}]}';
    const policies = withTemplate("aws_iam_role_policy.p", { policy: template(text, "aws_s3_bucket.b.arn") });
    const extraction = extractPlan(makePlan([role, secret, bucket, caller], { resources: [policies] }));
    expect(policyOf(extraction)).to.deep.include({ document: null, unknown: [""] });
  });

  it("is not what a module is handed after something was done to it", () => {
    const inside = change("module.m.aws_iam_role_policy.p", {
      after: { role: "r", name: "p" },
      unknown: { policy: true },
    });
    const policies = withTemplate("aws_iam_role_policy.p", {
      policy: template("${var.policy}", "var.policy"),
    });
    const handed = (text: string) => {
      const module = { variables: { policy: { type: "${string}" } }, resources: [policies] };
      const calls = { m: { expressions: { policy: template(text, ...json("d")) }, module } };
      const changes = [role, inside, read("d", { statement: [statement()] })];
      return extractPlan(makePlan(changes, { module_calls: calls })).policies.find(
        ({ address }) => address === "module.m.aws_iam_role_policy.p",
      )!;
    };
    const [name] = json("d");
    expect(handed(`\${${name}}`).unknown).to.deep.equal([]);
    expect(handed(`\${replace(${name}, "Get", "Put")}`)).to.deep.include({ document: null, unknown: [""] });
  });
});
