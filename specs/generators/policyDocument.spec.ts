import { expect } from "chai";
import fc from "fast-check";
import { policyDocument } from "../../generators/policyDocument.js";
import { parsePolicy } from "../../policies/language/parsePolicy.js";
import type { PolicyKind } from "../../policies/language/policyDocument.js";
import { operatorNames } from "../../policies/language/policyDocument.js";
import { arbitraryLaws } from "./arbitraryLaws.js";

const has = (text: string) => (value: unknown) => JSON.stringify(value).includes(text);

describe("policyDocument", () => {
  arbitraryLaws({
    arbitrary: policyDocument(),
    wellFormed: (value) => parsePolicy(JSON.stringify(value), "identity").ok,
    size: (value) => [value.Statement].flat().length,
    simplest: {
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: "*" }],
    },
    reaches: {
      "a denial": has('"Deny"'),
      NotAction: has('"NotAction"'),
      NotResource: has('"NotResource"'),
      "a variable with a default": has("${aws:PrincipalTag/t, 'b'}"),
      "an escape": has("${*}"),
      "no version": (value) => !("Version" in value),
      "a lone statement": (value) => !Array.isArray(value.Statement),
      "a quantifier with IfExists": (value) => /For\w+:\w+IfExists/.test(JSON.stringify(value)),
    },
  });

  const kinds: readonly PolicyKind[] = ["boundary", "session", "resource", "trust", "endpoint", "scp", "rcp"];
  for (const kind of kinds) {
    it(`is a policy that AWS takes, of kind ${kind}`, () => {
      const refused = fc
        .sample(policyDocument({ kind }), { seed: 5, numRuns: 200 })
        .filter((value) => !parsePolicy(JSON.stringify(value), kind).ok);
      expect(refused).to.deep.equal([]);
    });
  }

  it("uses every condition operator", () => {
    const text = JSON.stringify(fc.sample(policyDocument(), { seed: 5, numRuns: 1000 }));
    expect(operatorNames.filter((name) => !text.includes(`${name}":{`))).to.deep.equal([]);
  });
});
