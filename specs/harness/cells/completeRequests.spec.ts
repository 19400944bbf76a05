import { expect } from "chai";
import { mutantsOf } from "../../../generators/mutants/mutantsOf.js";
import { mutationOperators } from "../../../generators/mutants/mutationOperators.js";
import { completeRequests } from "../../../harness/cells/completeRequests.js";
import { fillCells } from "../../../harness/cells/fillCells.js";
import { writtenAtoms } from "../../../harness/cells/writtenAtoms.js";
import { servicesOf } from "../../../harness/run/servicesOf.js";
import { authorize } from "../../../policies/evaluate/authorize.js";
import { compile } from "../../../policies/evaluate/compile.js";
import { parsePolicy } from "../../../policies/language/parsePolicy.js";
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
  return { ...counts, perAtom: requests.length / writtenAtoms(policies) };
}

describe("complete requests", () => {
  for (const name of ["BatchServiceRolePolicy@v8", "AWSBatchServiceRole@v14", "AWSBatchFullAccess@v7"]) {
    it(`show the slips in ${name}, with few cases`, async () => {
      const { others, additions, perAtom } = await killRates(name);
      expect(others.survived, JSON.stringify(others)).to.be.at.most(others.killed / 99);
      const killed = others.killed + additions.killed;
      const all = killed + others.survived + additions.survived;
      expect(killed / all, JSON.stringify({ others, additions })).to.be.above(0.955);
      // what is needed is never left out, so that more is possible: it is measured
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

  const short: Readonly<Record<string, object>> = {
    get: { Action: "s3:GetObject", Resource: "arn:aws:s3:::my-bucket/*" },
    pass: {
      ...{ Action: "iam:PassRole", Resource: "arn:aws:iam::123456789012:role/app/Job" },
      Condition: { StringEquals: { "iam:PassedToService": "batch.amazonaws.com" } },
    },
    tag: {
      ...{ Action: "ec2:TerminateInstances", Resource: "arn:aws:ec2:us-east-1:123456789012:instance/*" },
      Condition: { StringEquals: { "aws:ResourceTag/team": "batch" } },
    },
  };

  for (const [name, statement] of Object.entries(short)) {
    it(`fill all that a short policy needs, and leave out what is spare: ${name}`, async () => {
      const Statement = [{ Effect: "Allow", ...statement }];
      const parsed = parsePolicy(JSON.stringify({ Version: "2012-10-17", Statement }), "identity", {
        keeper: "aws",
      });
      if (!parsed.ok) throw new Error("it is a policy");
      const policies = { identity: [{ source: "p", document: parsed.value }] };
      const reference = await loadServiceReference();
      const { requests, ...counts } = completeRequests(policies, { reference, principal });
      const there = new Set(requests.map((request) => JSON.stringify(request)));
      const cells = fillCells(policies, { reference, principal });
      const isFilled = (own: typeof requests) => own.some((request) => there.has(JSON.stringify(request)));
      const left = cells.filter((cell) => cell.requests.length > 0 && !isFilled(cell.requests));
      expect(left.filter(({ spare }) => spare === undefined).map((cell) => cell.name)).to.deep.equal([]);
      expect(counts).to.deep.equal({
        filled: cells.filter((cell) => isFilled(cell.requests)).length,
        leftOut: left.length,
        open: cells.filter((cell) => cell.requests.length === 0).length,
      });
    });
  }
});
