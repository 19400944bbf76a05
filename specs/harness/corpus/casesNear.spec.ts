import { expect } from "chai";
import { casesNear } from "../../../harness/corpus/casesNear.js";
import { corpusTargets } from "../../../harness/corpus/corpusTargets.js";
import { readPolicies } from "../../../harness/corpus/readPolicies.js";
import { openSource } from "../../../harness/run/openSource.js";
import { servicesOf } from "../../../harness/run/servicesOf.js";
import { authorize } from "../../../policies/evaluate/authorize.js";
import { compile } from "../../../policies/evaluate/compile.js";
import { emptyServiceReference } from "../../../policies/reference/emptyServiceReference.js";
import { loadServiceReference } from "../../../policies/reference/loadServiceReference.js";
import { parseJson } from "../../../policies/text/parseJson.js";

async function generate(source: string, more: { readonly size?: number; readonly seed?: number } = {}) {
  const loaded = await openSource(source);
  const targets = corpusTargets(loaded.ok ? [loaded.value] : []);
  const reference = await loadServiceReference(servicesOf(targets.map(({ target }) => target)));
  return casesNear(targets, { seed: 1, size: 120, reference, ...more });
}

describe("casesNear", () => {
  for (const name of ["BatchServiceRolePolicy@v8", "AWSBatchServiceRole@v13", "AWSBatchFullAccess@v7"]) {
    it(`meets every statement of ${name}, and denies near misses`, async () => {
      const { cases, statements, matched } = await generate(`managed:${name}`);
      expect(matched).to.equal(statements).and.to.be.above(0);
      expect(cases).to.have.length(120);
      for (const decision of ["allowed", "implicitDeny"]) {
        expect(cases.filter(({ expected }) => expected === decision).length).to.be.above(20);
      }
    });
  }

  it("writes whole bundled policies by name and narrowed ones as documents", async () => {
    const whole = await generate("managed:BatchServiceRolePolicy", { size: 1 });
    expect(whole.cases[0]?.policies.identity).to.deep.equal(["managed:BatchServiceRolePolicy@v8"]);
    const narrowed = await generate("managed:BatchServiceRolePolicy#tag-guarded", { size: 1 });
    expect(narrowed.cases[0]?.policies.identity[0]).to.have.property("Statement");
  });

  it("makes rows that decide the same when they are read back", async () => {
    const { cases } = await generate("managed:AWSBatchFullAccess#statement=1");
    for (const { policies, request, expected } of cases) {
      const json = parseJson(JSON.stringify(policies));
      const read = json.ok && json.value.type === "object" ? readPolicies(json.value) : undefined;
      expect(read?.kind === "read" && authorize(compile(read.policies), request)).to.equal(expected);
    }
  });

  it("never makes a case twice, and none more than asked for", async () => {
    const { cases } = await generate("managed:AWSBatchFullAccess", { size: 37 });
    expect(cases).to.have.length(37);
    expect(new Set(cases.map(({ id }) => id)).size).to.equal(37);
    expect(new Set(cases.map(({ request }) => JSON.stringify(request))).size).to.equal(37);
  });

  it("is the same for the same seed and another for another", async () => {
    const [one, same, other] = await Promise.all(
      [1, 1, 2].map((seed) => generate("managed:AWSBatchFullAccess", { seed })),
    );
    expect(same).to.deep.equal(one);
    expect(other).not.to.deep.equal(one);
  });

  it("makes nothing of nothing", () => {
    const reference = emptyServiceReference;
    expect(casesNear([], { seed: 1, size: 10, reference })).to.deep.equal({
      targets: [],
      cases: [],
      statements: 0,
      matched: 0,
    });
  });
});
