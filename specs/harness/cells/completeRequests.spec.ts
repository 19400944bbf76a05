import { expect } from "chai";
import { mutantsOf } from "../../../generators/mutants/mutantsOf.js";
import { mutationOperators } from "../../../generators/mutants/mutationOperators.js";
import { completeRequests } from "../../../harness/cells/completeRequests.js";
import { servicesOf } from "../../../harness/run/servicesOf.js";
import { authorize } from "../../../policies/evaluate/authorize.js";
import { compile } from "../../../policies/evaluate/compile.js";
import type { PolicyDocument } from "../../../policies/language/policyDocument.js";
import { findManagedPolicy } from "../../../policies/managed/findManagedPolicy.js";
import { prove } from "../../../policies/prove/prove.js";
import { proverFor } from "../../../policies/prove/question/prover.js";
import { examplePrincipal } from "../../../policies/reference/exampleRole.js";
import { loadServiceReference } from "../../../policies/reference/loadServiceReference.js";

const principal = examplePrincipal;
const adds = new Set(mutationOperators.flatMap(({ name, adds: isAdding }) => (isAdding ? [name] : [])));

/** Mutants that a request which AWS could send shows: how many the complete requests show, by kind of operator. */
async function killRates(name: string) {
  const { document } = findManagedPolicy(name)!;
  const setOf = (one: PolicyDocument) => ({ identity: [{ source: name, document: one }] });
  const policies = setOf(document);
  const reference = await loadServiceReference(servicesOf([{ policies }]));
  const { requests } = completeRequests(policies, { reference, principal });
  const prover = proverFor({ universe: "typed", reference, principal, budget: 300_000 });
  const expected = requests.map((request) => authorize(compile(policies), request));
  const counts = { others: { killed: 0, survived: 0 }, additions: { killed: 0, survived: 0 } };
  for (const { operator, mutated } of mutantsOf(document, { reference, kind: "identity" })) {
    const of = counts[adds.has(operator) ? "additions" : "others"];
    const other = compile(setOf(mutated));
    if (requests.some((request, at) => authorize(other, request) !== expected[at])) of.killed += 1;
    else {
      const sides = [prove(policies, setOf(mutated), prover), prove(setOf(mutated), policies, prover)];
      if (sides.some(({ verdict }) => verdict === "refuted")) of.survived += 1;
    }
  }
  const atoms = document.statements.reduce(
    (sum, { action, resource, conditions }) =>
      sum +
      action.patterns.length +
      (resource?.patterns.length ?? 0) +
      conditions.reduce((values, one) => values + one.values.length, 0),
    0,
  );
  return { ...counts, perAtom: requests.length / atoms };
}

describe("complete requests", () => {
  for (const name of ["BatchServiceRolePolicy@v8", "AWSBatchServiceRole@v14", "AWSBatchFullAccess@v7"]) {
    it(`show the slips in ${name}, with few cases`, async () => {
      const { others, additions, perAtom } = await killRates(name);
      expect(others.survived, JSON.stringify(others)).to.be.at.most(others.killed / 99);
      const killed = others.killed + additions.killed;
      const all = killed + others.survived + additions.survived;
      expect(killed / all, JSON.stringify({ others, additions })).to.be.above(0.955);
      expect(perAtom).to.be.at.most(3);
    });
  }

  it("are the same again, decide each way, and are such as AWS could send", async () => {
    const policies = {
      identity: [{ source: "p", document: findManagedPolicy("AWSBatchFullAccess@v7")!.document }],
    };
    const reference = await loadServiceReference(servicesOf([{ policies }]));
    const one = completeRequests(policies, { reference, principal });
    expect(completeRequests(policies, { reference, principal })).to.deep.equal(one);
    const decisions = new Set(one.requests.map((request) => authorize(compile(policies), request)));
    expect([...decisions].toSorted()).to.deep.equal(["allowed", "implicitDeny"]);
    for (const { action } of one.requests) expect(reference.action(action), action).not.to.equal(undefined);
  });
});
