import { Ajv, type ValidateFunction } from "ajv";
import { expect } from "chai";
import { generateCases } from "../../harness/api/generateCases.js";
import type { CasePoliciesJson, CaseRowJson } from "../../harness/corpus/caseRowJson.js";
import { printCorpus } from "../../harness/corpus/printCorpus.js";
import { json } from "../../harness/report/json.js";
import type { ReportJson, VerdictJson } from "../../harness/report/reportJson.js";
import { openSource } from "../../harness/run/openSource.js";
import { parsePolicy } from "../../policies/language/parsePolicy.js";
import type { PolicyKind } from "../../policies/language/policyDocument.js";
import { printPolicy } from "../../policies/language/printPolicy.js";
import { batchPolicies } from "../generators/batchPolicies.js";
import { cwd } from "../harness/cli/ask.js";
import { sampleReport } from "../harness/report/sampleReport.js";
import { siblingData } from "../policies/managed/siblingData.js";
import { brokenPolicies, wholePolicies } from "./policySamples.js";
import { filesOfFloors, readText } from "./repository.js";

// A rule on which elements go together names those that are declared next to it.
const ajv = new Ajv({ strict: true, strictRequired: false, allowUnionTypes: true });
ajv.addKeyword("tsType");
const policySchema = "policies/language/policyDocument.schema.json";
for (const path of filesOfFloors(".schema.json")) ajv.addSchema(JSON.parse(readText(path)) as object, path);

const validator = (path: string): ValidateFunction => ajv.getSchema(path)!;
const complaints = (validate: ValidateFunction, value: unknown): string =>
  validate(value) ? "" : ajv.errorsText(validate.errors);
const documentValidator = validator(policySchema);
const lines = (text: string): readonly string[] => text.split("\n").filter((line) => line !== "");

describe("the schemas", () => {
  for (const path of filesOfFloors(".schema.json")) {
    it(`${path} is a JSON Schema (draft-07) that ajv takes in strict mode`, () => {
      expect(validator(path)).to.be.a("function");
    });
  }
});

describe("the schema of policy documents", () => {
  const validate = documentValidator;

  it("takes every version of the bundled managed policies", () => {
    for (const { text, name, version } of batchPolicies.flatMap(({ versions }) => versions)) {
      expect(complaints(validate, JSON.parse(text)), `${name}@${version}`).to.equal("");
    }
  });

  const collected = siblingData("aws-managed-policies.jsonl");
  (collected === undefined ? it.skip : it)("takes a public archive of all AWS managed policies", () => {
    for (const line of lines(collected!)) {
      const { name, document } = JSON.parse(line) as { name: string; document: unknown };
      expect(complaints(validate, document), name).to.equal("");
    }
  });

  for (const { title, kind, document } of wholePolicies) {
    it(`takes ${title}, as the parser does`, () => {
      expect(complaints(validate, document)).to.equal("");
      expect(refusals(document, kind)).to.deep.equal([]);
    });
  }

  for (const { title, kind, document } of brokenPolicies) {
    it(`refuses ${title}, as the parser does`, () => {
      expect(validate(document)).to.equal(false);
      expect(refusals(document, kind)).not.to.deep.equal([]);
    });
  }
});

describe("the schema of reports", () => {
  const validate = validator("harness/report/report.schema.json");
  const report = (): ReportJson => JSON.parse(json(sampleReport)) as ReportJson;
  const refuted = (): VerdictJson => report().verdicts.find(({ verdict }) => verdict === "refuted")!;

  it("takes what the JSON reporter prints", () => {
    expect(complaints(validate, report())).to.equal("");
  });

  const broken: readonly (readonly [string, () => object])[] = [
    ["a refutation without witness", () => ({ verdicts: [{ ...refuted(), witness: undefined }] })],
    ["a witness of a law that holds", () => ({ verdicts: [{ ...refuted(), verdict: "holds" }] })],
    [
      "a missing reason",
      () => ({ verdicts: [{ ...refuted(), verdict: "undecided", witness: undefined, reason: undefined }] }),
    ],
    [
      "what could mend a law that holds",
      () => ({ verdicts: [{ ...refuted(), verdict: "holds", witness: undefined }] }),
    ],
    ["no counts", () => ({ counts: undefined })],
  ];
  for (const [title, change] of broken) {
    it(`refuses ${title}`, () => {
      expect(validate(JSON.parse(JSON.stringify({ ...report(), ...change() })))).to.equal(false);
    });
  }
});

describe("the schema of the rows of a corpus", () => {
  const validate = validator("harness/corpus/corpusRow.schema.json");
  const rowsOf = async (): Promise<readonly Record<string, unknown>[]> => {
    const sources = await Promise.all(
      ["noop.plan.json", "managed:AWSBatchFullAccess"].map((spec) => openSource(spec, { cwd })),
    );
    const generated = await generateCases(sources, { size: 20 });
    if (!generated.ok) throw new Error(generated.diagnostics[0]?.message);
    const shard = { index: 1, total: 2, digest: "0a" };
    return lines(printCorpus({ ...generated.value, shard })).map((line) => JSON.parse(line));
  };

  it("takes every row that is generated, saved cases, and cases with their policies", async () => {
    const rows = await rowsOf();
    for (const row of rows) expect(complaints(validate, row), JSON.stringify(row)).to.equal("");
    const saved = { ...rows.at(-1), property: ["tag-guard", "no-broad-write"], seed: 1, path: "0:1" };
    expect(complaints(validate, saved)).to.equal("");
    const [first] = lines(readText("specs/cases/iam-cases.jsonl"));
    expect(complaints(validate, JSON.parse(first!))).to.equal("");
  });

  it("refuses rows of no kind and rows without what they need", async () => {
    const rows = await rowsOf();
    for (const row of rows) {
      const { corpus: _, digest: __, principal: ___, request: ____, ...rest } = row;
      expect(validate(rest), JSON.stringify(rest)).to.equal(false);
    }
    expect(validate({ ...rows.at(-1), request: { action: "x", resource: "*" } })).to.equal(false);
  });
});

describe("the schema of case rows", () => {
  const validate = validator("harness/corpus/caseRow.schema.json");
  const rows = lines(readText("specs/cases/iam-cases.jsonl")).map((line) => JSON.parse(line) as CaseRowJson);

  it("takes every row of the conformance cases", () => {
    expect(rows).to.have.length.of.at.least(100);
    for (const row of rows) expect(complaints(validate, row), row.id).to.equal("");
  });

  it("holds documents that are to their schema as the parser reads them and prints them back", () => {
    for (const { id, policies } of rows) {
      for (const [kind, list] of documentsOf(policies)) {
        for (const one of list) {
          const read = parsePolicy(JSON.stringify(one), kind);
          if (read.ok)
            expect(complaints(documentValidator, JSON.parse(printPolicy(read.value))), id).to.equal("");
        }
      }
    }
  });

  it("takes bundled policies by name, every layer, and keys it does not know", () => {
    const document = wholePolicies[0]!.document;
    const layers = { boundary: document, session: [document], resource: document, endpoint: document };
    const levels = { scps: [[document], []], rcps: [[document]] };
    const policies = { identity: ["managed:AWSBatchFullAccess@v7", document], ...layers, ...levels };
    expect(complaints(validate, { ...rows[0], policies, origin: { seed: 1, path: "0" }, mine: 1 })).to.equal(
      "",
    );
  });

  const broken: readonly (readonly [string, object])[] = [
    ["without an id", { id: undefined }],
    ["with an unknown decision", { expected: "denied" }],
    ["with a policy in place of a list", { policies: { identity: wholePolicies[0]!.document } }],
    ["with SCPs that are not distinguished by level", { policies: { scps: [wholePolicies[0]!.document] } }],
    ["with an unknown layer", { policies: { scp: [] } }],
    ["with a request without an action", { request: { principal: "*", resource: "*" } }],
    [
      "with a number in the context",
      { request: { principal: "*", action: "s3:Get", resource: "*", context: { k: 1 } } },
    ],
    ["with a policy under a name of no kind", { policies: { identity: ["AWSBatchFullAccess"] } }],
  ];
  for (const [title, change] of broken) {
    it(`refuses a row ${title}`, () => {
      expect(validate(JSON.parse(JSON.stringify({ ...rows[0], ...change })))).to.equal(false);
    });
  }
});

function documentsOf(policies: CasePoliciesJson): readonly (readonly [PolicyKind, readonly unknown[]])[] {
  const { identity = [], boundary, session = [], resource, endpoint, scps = [], rcps = [] } = policies;
  const one = (policy: unknown): readonly unknown[] => (policy === undefined ? [] : [policy]);
  return [
    ["identity", identity],
    ["boundary", one(boundary)],
    ["session", session],
    ["resource", one(resource)],
    ["endpoint", one(endpoint)],
    ["scp", scps.flat()],
    ["rcp", rcps.flat()],
  ];
}

function refusals(document: unknown, kind: PolicyKind): readonly string[] {
  const result = parsePolicy(JSON.stringify(document), kind);
  return result.ok ? [] : result.diagnostics.map(({ message }) => message);
}
