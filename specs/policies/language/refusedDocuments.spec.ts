import { expect } from "chai";
import { parsePolicy } from "../../../policies/language/parsePolicy.js";
import type { PolicyKind } from "../../../policies/language/policyDocument.js";
import type { PolicyPlace } from "../../../policies/language/policyPlace.js";
import { siblingData } from "../managed/siblingData.js";

const errors = (statement: object, kind: PolicyKind, place: PolicyPlace = {}) =>
  parsePolicy(
    JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", ...statement }] }),
    kind,
    place,
  )
    .diagnostics.filter(({ severity }) => severity === "error")
    .map(({ code, pointer }) => [code, pointer]);

const all = { Action: "*", Resource: "*" };

/** What is in the statement, in a policy of which kind, and where the error points. */
const rows: readonly (readonly [string, object, PolicyKind, string, string])[] = [
  [
    "a wildcard in a service prefix",
    { ...all, Action: ["s3:*", "*:Get*"] },
    "identity",
    "invalid-action",
    "/Action/1",
  ],
  ["an action of an SCP without prefix", { ...all, Action: "Get" }, "scp", "invalid-action", "/Action"],
  [
    "an unknown partition",
    { ...all, Resource: "arn:oops:s3:::b" },
    "boundary",
    "invalid-resource",
    "/Resource",
  ],
  [
    "a wildcard for a service",
    { Action: "*", NotResource: "arn:aws:*:::b" },
    "session",
    "invalid-resource",
    "/NotResource",
  ],
  [
    "a name as a principal",
    { ...all, Principal: { AWS: "alice" } },
    "resource",
    "invalid-principal",
    "/Principal/AWS",
  ],
  [
    "a key without prefix",
    { ...all, Principal: "*", Condition: { Bool: { MFA: "true" } } },
    "endpoint",
    "invalid-condition-key",
    "/Condition/Bool/MFA",
  ],
];

describe("documents that AWS refuses", () => {
  for (const [what, statement, kind, code, pointer] of rows) {
    it(`are those with ${what}, which is pointed at`, () => {
      expect(errors(statement, kind)).to.deep.equal([[code, `/Statement/0${pointer}`]]);
    });
  }

  it("depend on what keeps them, where that is known", () => {
    const everyone = { ...all, Principal: "*" };
    expect(errors(everyone, "resource")).to.deep.equal([]);
    expect(errors(everyone, "resource", { keeper: "s3-bucket" })).to.deep.equal([
      ["invalid-resource", "/Statement/0/Resource"],
    ]);
    const [found] = parsePolicy(
      '{"Statement":{"Effect":"Allow","Principal":"*","Action":"kms:*"}}',
      "resource",
      { keeper: "kms-key" },
    ).diagnostics;
    expect([found!.code, found!.severity]).to.deep.equal(["no-effect", "warning"]);
  });

  it("do not depend on a string with an unknown part", () => {
    const open = {
      Action: "§",
      Resource: "§/k",
      Principal: { AWS: "§" },
      Condition: { Bool: { "§": "true" } },
    };
    expect(errors(open, "resource", { isOpen: (text) => text.includes("§") })).to.deep.equal([]);
  });

  const collected = siblingData("aws-managed-policies.jsonl");
  (collected === undefined ? it.skip : it)("do not include those that AWS keeps itself", () => {
    const lines = collected!.trim().split("\n");
    for (const line of lines) {
      const { name, document } = JSON.parse(line) as { name: string; document: object };
      const parsed = parsePolicy(JSON.stringify(document), "identity", { keeper: "managed-policy" });
      expect(parsed.ok, name).to.equal(true);
    }
    expect(lines.length).to.be.above(1000);
  });
});
