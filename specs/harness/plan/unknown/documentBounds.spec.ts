import { expect } from "chai";
import fc from "fast-check";
import { policyDocument } from "../../../../generators/policyDocument.js";
import { requestNear } from "../../../../generators/requestNear.js";
import { documentBounds } from "../../../../harness/plan/unknown/documentBounds.js";
import { fillMarks, hasMark, holeMark } from "../../../../harness/plan/unknown/holeMark.js";
import { authorize } from "../../../../policies/evaluate/authorize.js";
import { compile } from "../../../../policies/evaluate/compile.js";
import { parsePolicy } from "../../../../policies/language/parsePolicy.js";
import type { PolicyDocument, PolicyKind } from "../../../../policies/language/policyDocument.js";
import { policyJson } from "../../../../policies/language/printPolicy.js";
import { latin1Json } from "../../../../policies/text/latin1Json.js";

function parse(json: unknown, kind: PolicyKind = "identity"): PolicyDocument {
  const parsed = parsePolicy(latin1Json(json), kind, { isOpen: hasMark });
  if (!parsed.ok) throw new Error(parsed.diagnostics[0]!.message);
  return parsed.value;
}

const hole = holeMark(0);
const one = (statement: object) => parse({ Version: "2012-10-17", Statement: [{ Sid: "S", ...statement }] });
const statements = (read: PolicyDocument) =>
  (policyJson(read)["Statement"] as { Sid: string }[]).map(({ Sid: _, ...rest }) => rest);

const allow = (more: object) => ({ Effect: "Allow", Action: "s3:GetObject", Resource: "*", ...more });
const deny = (more: object) => ({ ...allow(more), Effect: "Deny" });
const condition = (operator: string, values: unknown, key = "aws:x") =>
  allow({ Condition: { [operator]: { [key]: values } } });

/** A statement, and what is left of it in the upper and in the lower bound. */
const rows: readonly (readonly [string, object, object | undefined, object | undefined])[] = [
  ["a resource", allow({ Resource: hole }), allow({}), undefined],
  [
    "one of two resources",
    allow({ Resource: ["arn:aws:s3:::a", hole] }),
    allow({ Resource: ["*", "arn:aws:s3:::a"] }),
    allow({ Resource: "arn:aws:s3:::a" }),
  ],
  ["a denied resource", deny({ Resource: hole }), undefined, deny({})],
  [
    "the end of an ARN",
    allow({ Resource: `arn:aws:s3:::${hole}/runs/*` }),
    allow({ Resource: "arn:aws:s3:::*/runs/*" }),
    undefined,
  ],
  ["the head of an ARN, which may hold colons", allow({ Resource: `${hole}/runs/*` }), allow({}), undefined],
  [
    "a piece of a policy variable",
    allow({ Resource: `arn:aws:s3:::b/\${aws:${hole}}` }),
    allow({}),
    undefined,
  ],
  ["what may begin a policy variable", allow({ Resource: `arn:aws:s3:::b/$${hole}` }), allow({}), undefined],
  ["an action", allow({ Action: `s3:${hole}` }), allow({ Action: "s3:*" }), undefined],
  [
    "NotResource",
    { Effect: "Allow", Action: "s3:GetObject", NotResource: ["arn:aws:s3:::a", hole] },
    { Effect: "Allow", Action: "s3:GetObject", NotResource: "arn:aws:s3:::a" },
    { Effect: "Allow", Action: "s3:GetObject", NotResource: ["*", "arn:aws:s3:::a"] },
  ],
  [
    "a value of a condition",
    condition("StringEquals", ["a", hole]),
    condition("StringLike", "*"),
    condition("StringEquals", "a"),
  ],
  [
    "the only value of a condition, which still asks for its key",
    condition("ForAnyValue:ArnLike", hole),
    condition("ForAnyValue:StringLike", "*"),
    undefined,
  ],
  [
    "a value of a negated condition",
    condition("StringNotEquals", ["a", hole]),
    condition("StringNotEquals", "a"),
    undefined,
  ],
  ["the value of Null", condition("Null", hole), allow({}), undefined],
  ["a condition key", condition("StringEquals", "a", hole), allow({}), undefined],
];

describe("the bounds of a document with holes", () => {
  for (const [title, statement, upper, lower] of rows) {
    it(`read ${title}`, () => {
      const read = documentBounds(one(statement));
      expect(statements(read.upper), "upper").to.deep.equal(upper === undefined ? [] : [upper]);
      expect(statements(read.lower), "lower").to.deep.equal(lower === undefined ? [] : [lower]);
    });
  }

  const job = "arn:aws:iam::111122223333:role/job";
  const resource = (principal: object, refersTo: readonly string[] = [], more: object = {}) =>
    documentBounds(
      parse({ Version: "2012-10-17", Statement: [{ ...allow({}), ...principal }] }, "resource"),
      [{ refersTo, ...more }],
      (reference) => (reference === "aws_iam_role.job.arn" ? job : undefined),
    );

  it("take an unknown principal for anyone of its type, or for no one", () => {
    const rows = [
      [{ AWS: hole }, "*"],
      [{ Federated: hole }, { Federated: "*" }],
      [{ Service: [hole, "a.amazonaws.com"] }, { Service: ["*", "a.amazonaws.com"] }],
    ] as const;
    for (const [Principal, grown] of rows) {
      expect(statements(resource({ Principal }).upper)).to.deep.equal([{ ...allow({}), Principal: grown }]);
    }
    expect(statements(resource({ Principal: { AWS: hole } }).lower)).to.deep.equal([]);
  });

  it("know a principal that is the ARN of a resource, which is never everyone", () => {
    const named = (principal: object, ...refersTo: readonly string[]) => {
      const { upper, lower } = resource(principal, refersTo);
      return [upper, lower].map((read) =>
        statements(read).map((one) => ("Principal" in one ? one.Principal : one)),
      );
    };
    const Principal = { AWS: hole };
    expect(named({ Principal }, "aws_iam_role.job.arn")).to.deep.equal([[{ AWS: job }], [{ AWS: job }]]);
    const provider = "aws_iam_openid_connect_provider.p.arn";
    expect(named({ Principal: { Federated: hole } }, provider)).to.deep.equal([
      [{ Federated: provider }],
      [{ Federated: provider }],
    ]);
    const either = [job, "aws_iam_role.other.arn"];
    expect(named({ Principal }, "aws_iam_role.job.arn", either[1]!)).to.deep.equal([[{ AWS: either }], []]);
    expect(named({ Principal: { AWS: `arn:aws:iam::${hole}:root` } }, "aws_iam_role.job.arn")).to.deep.equal([
      ["*"],
      [],
    ]);
  });

  it("take a principal that functions make of an ARN for anyone", () => {
    const computed = resource({ Principal: { AWS: hole } }, ["aws_iam_role.job.arn"], { isComputed: true });
    expect(statements(computed.upper)).to.deep.equal([{ ...allow({}), Principal: "*" }]);
    expect(statements(computed.lower)).to.deep.equal([]);
  });

  it("have the example of a resource whose identifier AWS makes, from both sides", () => {
    const example = "arn:aws:kms:*:111122223333:key/aws_kms_key.k";
    const { upper, lower } = documentBounds(one(allow({ Resource: `${hole}/*` })), [
      { refersTo: [], example },
    ]);
    for (const read of [upper, lower])
      expect(statements(read)).to.deep.equal([allow({ Resource: `${example}/*` })]);
  });

  it("take an unknown NotPrincipal for what is known of it", () => {
    const negated = resource({ NotPrincipal: { AWS: ["111122223333", hole] } });
    expect(statements(negated.upper)).to.deep.equal([
      { ...allow({}), NotPrincipal: { AWS: "111122223333" } },
    ]);
    expect(statements(negated.lower)).to.deep.equal([]);
  });

  it("keep index, pointer and name of the statements that are left", () => {
    const document = parse({
      Version: "2012-10-17",
      Statement: [allow({ Resource: hole }), { Sid: "B", ...allow({}) }],
    });
    const [left] = documentBounds(document).lower.statements;
    expect(left).to.include({ index: 1, pointer: "/Statement/1", sid: "B" });
  });

  it("bound what the document allows, regardless of what its holes turn out to be", () => {
    const law = fc.property(holed, fc.integer(), ({ original, marked }, seed) => {
      const readings = documentBounds(marked);
      const sets = [readings.lower, original, readings.upper].map((read) => ({
        identity: [{ source: "p", document: read }],
      }));
      const [lower, filled, upper] = sets.map(compile);
      for (const request of fc.sample(requestNear(sets), { seed, numRuns: 40 })) {
        const [least, real, most] = [lower, filled, upper].map(
          (set) => authorize(set!, request) === "allowed",
        );
        if ((least && !real) || (real && !most))
          throw new Error(`${least} ${real} ${most}: ${JSON.stringify(request)}`);
      }
    });
    fc.assert(law, { seed: 5, numRuns: 100 });
  });
});

/** A document, and the same with holes punched into some of its strings. */
const holed = fc
  .tuple(policyDocument(), fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat()), { minLength: 1, maxLength: 4 }))
  .map(([json, cuts]) => {
    const texts = cuttable(json);
    const chosen = new Map(
      cuts.map(([which, from, length]) => [texts[which % texts.length], [from, length] as const]),
    );
    const marked = punch(json, (text) => {
      const cut = chosen.get(text);
      if (cut === undefined || text === "") return text;
      const from = cut[0] % text.length;
      return text.slice(0, from) + hole + text.slice(from + 1 + (cut[1] % text.length));
    });
    // a document cut in the middle of a policy variable is refused, and then nothing is rebuilt
    const isRead = parsePolicy(JSON.stringify(marked), "identity", { isOpen: hasMark }).ok;
    return { original: parse(json), marked: parse(isRead ? marked : json) };
  });

const holds = ["Action", "NotAction", "Resource", "NotResource"];

function cuttable(json: unknown): readonly string[] {
  const texts: string[] = [];
  punch(json, (text) => {
    texts.push(text);
    return text;
  });
  return texts;
}

/** Changes the strings in which a hole may be: patterns, condition keys and condition values. */
function punch(json: unknown, change: (text: string) => string): unknown {
  const all = (value: unknown): unknown =>
    Array.isArray(value) ? value.map(all) : typeof value === "string" ? change(value) : value;
  const keys = (block: object) =>
    Object.fromEntries(Object.entries(block).map(([key, value]) => [change(key), all(value)]));
  const statement = (value: object) =>
    Object.fromEntries(
      Object.entries(value).map(([name, inner]) => {
        if (holds.includes(name)) return [name, all(inner)];
        if (name !== "Condition") return [name, inner];
        return [
          name,
          Object.fromEntries(
            Object.entries(inner as object).map(([test, block]) => [test, keys(block as object)]),
          ),
        ];
      }),
    );
  const document = json as { readonly Statement: object | readonly object[] };
  return { ...document, Statement: [document.Statement].flat().map((value) => statement(value as object)) };
}

describe("a mark", () => {
  it("is filled as a string", () =>
    expect(fillMarks(`a${holeMark(12)}b${holeMark(3)}`, String)).to.equal("a12b3"));
});
