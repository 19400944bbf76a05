import { expect } from "chai";
import { completeRequests } from "../../../harness/cells/completeRequests.js";
import { fillCells } from "../../../harness/cells/fillCells.js";
import { servicesOf } from "../../../harness/run/servicesOf.js";
import { authorize } from "../../../policies/evaluate/authorize.js";
import { compile } from "../../../policies/evaluate/compile.js";
import { parsePolicy } from "../../../policies/language/parsePolicy.js";
import { findManagedPolicy } from "../../../policies/managed/findManagedPolicy.js";
import { examplePrincipal } from "../../../policies/reference/exampleRole.js";
import { loadServiceReference } from "../../../policies/reference/loadServiceReference.js";
import { cellScore, totalScore } from "../../quality/cellScore.js";

const principal = examplePrincipal;

/** The AWS Batch policies, with the most cases for each pattern and value that they write. */
const batch: Readonly<Record<string, number>> = {
  "BatchServiceRolePolicy@v8": 2.3,
  "AWSBatchServiceRole@v14": 2.25,
  "AWSBatchFullAccess@v7": 3,
};

describe("complete requests", () => {
  for (const [name, most] of Object.entries(batch)) {
    it(`show the slips in ${name}, with few cases`, async () => {
      const score = await cellScore(name, findManagedPolicy(name)!.document);
      const total = totalScore([score]);
      expect(total.withoutAdditions).to.be.above(0.99);
      expect(total.all).to.be.above(0.955);
      expect(total.undecided).to.be.at.most(3);
      expect(total.mostPerAtom).to.be.at.most(most);
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
