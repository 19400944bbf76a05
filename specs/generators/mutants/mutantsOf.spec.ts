import { expect } from "chai";
import { mutantsOf } from "../../../generators/mutants/mutantsOf.js";
import { mutationOperators } from "../../../generators/mutants/mutationOperators.js";
import { parsePolicy } from "../../../policies/language/parsePolicy.js";
import type { PolicyDocument, PolicyKind } from "../../../policies/language/policyDocument.js";
import { policyJson, printPolicy } from "../../../policies/language/printPolicy.js";
import { loadServiceReference } from "../../../policies/reference/loadServiceReference.js";
import type { ServiceReference } from "../../../policies/reference/serviceReference.js";
import { batchPolicyNames, managedSet } from "../batchPolicies.js";
import { mutantRows } from "./mutantRows.js";

function documentOf(statements: readonly object[], kind: PolicyKind, Version = "2012-10-17"): PolicyDocument {
  const parsed = parsePolicy(JSON.stringify({ Version, Statement: statements }), kind);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.diagnostics));
  return parsed.value;
}

const statementsOf = (document: PolicyDocument): unknown => policyJson(document).Statement;

describe("mutantsOf", () => {
  let reference: ServiceReference;
  before(async () => {
    reference = await loadServiceReference(["batch", "ec2", "ecs", "iam", "logs", "s3", "sts"]);
  });

  for (const { operator, kind = "identity", statement, version, expected } of mutantRows) {
    it(`makes ${operator} of ${JSON.stringify(statement)}`, () => {
      const document = documentOf([statement], kind, version);
      const mutants = mutantsOf(document, { kind, reference }).filter((one) => one.operator === operator);
      const wanted = expected.map((one) =>
        statementsOf(documentOf([{ ...statement, ...one }], kind, version)),
      );
      expect(mutants.map(({ mutated }) => statementsOf(mutated))).to.deep.equal(wanted);
    });
  }

  it("has a row for each operator that changes a statement", () => {
    const edits = mutationOperators.filter(({ part }) => part !== "document" && part !== "layer");
    const rows = new Set(mutantRows.map(({ operator }) => operator));
    expect(edits.map(({ name }) => name).filter((name) => !rows.has(name))).to.deep.equal([]);
  });

  it("deletes each statement, and keeps the others as they are", () => {
    const allow = (Action: string) => ({ Effect: "Allow", Action, Resource: "*" });
    const document = documentOf([allow("s3:GetObject"), allow("s3:PutObject")], "identity");
    const dropped = mutantsOf(document).filter(({ operator }) => operator === "statement-drop");
    expect(dropped.map(({ pointer }) => pointer)).to.deep.equal(["/Statement/0", "/Statement/1"]);
    expect(dropped[0]!.mutated.statements[0]).to.equal(document.statements[1]);
    expect(mutantsOf(documentOf([allow("s3:GetObject")], "identity"), { reference })).not.to.satisfy(
      (mutants: ReturnType<typeof mutantsOf>) =>
        mutants.some(({ operator }) => operator === "statement-drop"),
    );
  });

  it("changes the version of a document with policy variables alone", () => {
    const allow = (Resource: string) => ({ Effect: "Allow", Action: "s3:GetObject", Resource });
    const versions = (document: PolicyDocument) =>
      mutantsOf(document)
        .filter(({ operator }) => operator === "version")
        .map(({ mutated }) => mutated.version);
    const home = allow(`arn:aws:s3:::b/\${aws:username}`);
    expect(versions(documentOf([home], "identity"))).to.deep.equal(["2008-10-17"]);
    expect(versions(documentOf([home], "identity", "2008-10-17"))).to.deep.equal(["2012-10-17"]);
    expect(versions(documentOf([allow("*")], "identity"))).to.deep.equal([]);
  });

  it("leaves out each policy of a set, in its place", () => {
    const allow = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };
    const policy = (source: string, kind: PolicyKind = "identity", statement: object = allow) => ({
      source,
      document: documentOf([statement], kind),
    });
    const everyone = { ...allow, Principal: "*", Resource: "arn:aws:s3:::b/*" };
    const set = {
      identity: [policy("one"), policy("two")],
      boundary: policy("boundary"),
      session: [policy("session")],
      resource: policy("bucket", "resource", everyone),
      resources: [
        { address: "held", arns: ["arn:aws:s3:::c"], policies: [policy("held", "resource", everyone)] },
      ],
      endpoint: policy("endpoint", "endpoint", everyone),
      scps: [[policy("root"), policy("other root")], [policy("account")]],
      rcps: [[policy("rcp", "rcp", { ...allow, Effect: "Deny", Principal: "*", Action: "s3:*" })]],
    };
    const mutants = mutantsOf(set, { reference });
    const layers = mutants.filter(({ pointer }) => pointer === "");
    expect(layers.map(({ operator, source }) => [operator, source])).to.deep.equal([
      ["policy-detach", "one"],
      ["policy-detach", "two"],
      ["boundary-drop", "boundary"],
      ["session-policy-drop", "session"],
      ["resource-policy-drop", "bucket"],
      ["resource-policy-drop", "held"],
      ["endpoint-policy-drop", "endpoint"],
      ["scp-drop", "root"],
      ["scp-drop", "other root"],
      ["scp-drop", "account"],
      ["rcp-drop", "rcp"],
    ]);
    expect(layers[0]!.mutated.identity.map(({ source }) => source)).to.deep.equal(["two"]);
    expect(layers[2]!.mutated).not.to.have.property("boundary");
    expect(layers[7]!.mutated.scps).to.deep.equal([[set.scps[0]![1]], set.scps[1]]);
    const edited = mutants.filter(({ pointer }) => pointer !== "");
    expect([...new Set(edited.map(({ source }) => source))]).to.have.members([
      "one",
      "two",
      "boundary",
      "session",
      "bucket",
      "held",
      "endpoint",
      "root",
      "other root",
      "account",
      "rcp",
    ]);
    const bucket = edited.find(({ source }) => source === "held")!;
    expect(bucket.mutated.identity).to.equal(set.identity);
    expect(bucket.mutated.resources![0]!.policies[0]!.document.statements[0]).to.equal(bucket.after);
  });

  for (const name of batchPolicyNames) {
    it(`makes documents that AWS stores and that all read differently of ${name}`, () => {
      const { document } = managedSet(name).identity[0]!;
      const mutants = mutantsOf(document, { reference });
      const printed = mutants.map(({ mutated }) => printPolicy(mutated, 0));
      expect(mutants).to.have.length.above(200);
      expect(new Set([...printed, printPolicy(document, 0)])).to.have.length(mutants.length + 1);
      expect(printed.filter((json) => !parsePolicy(json, "identity").ok)).to.deep.equal([]);
      for (const { before, after, mutated } of mutants) {
        const kept = document.statements.filter((one) => one !== before);
        expect(mutated.statements.filter((one) => one !== after)).to.deep.equal(kept);
      }
    });
  }
});
