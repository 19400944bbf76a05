import { expect } from "chai";
import { actionGrants } from "../../../../harness/run/history/actionGrants.js";
import { differingParts } from "../../../../harness/run/history/differingParts.js";
import type { PolicyDocument } from "../../../../policies/language/policyDocument.js";
import { managedPolicies } from "../../../../policies/managed/managedPolicies.js";
import { prove } from "../../../../policies/prove/prove.js";

const set = (document: PolicyDocument) => ({ identity: [{ source: "policy", document }] });
const verdict = (left: PolicyDocument, right: PolicyDocument) => prove(set(left), set(right)).verdict;

describe("the parts in which two documents differ", function () {
  this.timeout(30_000);

  it("relate as the documents do", () => {
    const policies = managedPolicies.filter(({ name }, at) => name.startsWith("AWSBatch") || at % 97 === 5);
    const wrong = policies.flatMap(({ name, versions }) =>
      versions.slice(1, 8).flatMap(({ version, document: after }, at) => {
        const before = versions[at]!.document;
        const parts = differingParts(actionGrants(before), actionGrants(after));
        const isSame =
          verdict(before, after) === verdict(parts.before, parts.after) &&
          verdict(after, before) === verdict(parts.after, parts.before);
        return isSame ? [] : [`${name}@${version}`];
      }),
    );
    expect(policies.length).to.be.above(10);
    expect(wrong).to.deep.equal([]);
  });
});
