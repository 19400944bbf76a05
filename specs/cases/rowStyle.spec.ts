import { expect } from "chai";
import { readPolicies } from "../../harness/corpus/readPolicies.js";
import { readRow } from "../../harness/corpus/readRow.js";
import { parseOperator, printOperator } from "../../policies/language/parseOperator.js";
import { operatorNames } from "../../policies/language/policyDocument.js";
import type { Decision } from "../../policies/language/request.js";
import { dialectIn } from "../house/dialectWords.js";
import { caseFiles } from "./caseFiles.js";

/** The keys of our own rows, beyond those that every case row has. */
interface OwnRow {
  readonly id: string;
  readonly rule: string;
  readonly description: string;
  readonly confidence: string;
  readonly page: string;
  readonly policies: Readonly<Record<string, unknown>>;
  readonly expected: Decision;
  readonly file: string;
  readonly refused: boolean;
}

const layers = ["identity", "boundary", "session", "resource", "resources", "endpoint", "scps", "rcps"];

const allRows: readonly OwnRow[] = caseFiles.flatMap(({ name, lines }) =>
  lines.map((line, index) => ({
    ...(JSON.parse(line) as Omit<OwnRow, "file" | "refused">),
    file: name,
    refused: isRefused(line, index + 1),
  })),
);
/** iam-cases.jsonl was given; its descriptions and keys do not follow these rules. */
const rows = allRows.filter(({ file }) => file !== "iam-cases.jsonl");

describe("the style of the cases", () => {
  it("has at least 330 rows of our own", () => {
    expect(rows.length).to.be.at.least(330);
  });

  it("gives every row a unique id and a unique description", () => {
    expect(repeated(allRows.map(({ id }) => id))).to.deep.equal([]);
    expect(repeated(allRows.map(({ description }) => description))).to.deep.equal([]);
  });

  it("writes ids and rules in kebab case", () => {
    const names = rows.flatMap(({ id, rule }) => [id, rule]);
    expect(names.filter((name) => !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name))).to.deep.equal([]);
  });

  it("describes in the present tense, in at most 70 characters, without a full stop", () => {
    const wrong = rows.filter(
      ({ description }) =>
        description.length > 70 || /\bshould\b|\btests? that\b|\bwill\b|^[a-z]+\b(?!:)|\.$/.test(description),
    );
    expect(wrong.map(({ id }) => id)).to.deep.equal([]);
  });

  it("describes in plain English", () => {
    expect(rows.filter(({ description }) => dialectIn(description).length > 0)).to.deep.equal([]);
  });

  it("names a page of AWS for every row, and how sure the row is", () => {
    const wrong = rows.filter(
      ({ page, confidence }) =>
        !page.startsWith("https://docs.aws.amazon.com/") ||
        !["documented", "inferred", "choice"].includes(confidence),
    );
    expect(wrong.map(({ id }) => id)).to.deep.equal([]);
  });

  it("keeps every rule in one file, with a row that is allowed and one that is denied", () => {
    const wrong = [...byRule()].filter(
      ([, members]) =>
        new Set(members.map(({ expected }) => expected === "allowed")).size < 2 ||
        new Set(members.map(({ file }) => file)).size > 1,
    );
    expect(wrong.map(([rule]) => rule)).to.deep.equal([]);
  });

  it("holds refused documents in refused.jsonl only", () => {
    const wrong = rows.filter(
      ({ file, expected, refused }) => refused !== (file === "refused.jsonl" && expected !== "allowed"),
    );
    expect(wrong.map(({ id }) => id)).to.deep.equal([]);
  });

  for (const layer of layers) {
    it(`has the layer ${layer} in rows that are allowed, denied explicitly and denied implicitly`, () => {
      const having = rows.filter(({ policies, refused }) => layer in policies && !refused);
      expect(new Set(having.map(({ expected }) => expected)).size).to.equal(3);
    });
  }

  for (const operator of spellings()) {
    it(`has the operator ${operator} in rows that are allowed and denied`, () => {
      const having = rows.filter((row) => !row.refused && operatorsOf(row.policies).has(operator));
      expect(new Set(having.map(({ expected }) => expected === "allowed")).size).to.equal(2);
    });
  }
});

/** Whether AWS would not store a document of a row. */
function isRefused(line: string, lineNumber: number): boolean {
  const read = readRow(line, lineNumber);
  return read.ok && readPolicies(read.value.policies).kind === "refused";
}

function byRule(): ReadonlyMap<string, readonly OwnRow[]> {
  const groups = new Map<string, OwnRow[]>();
  for (const row of rows) groups.set(row.rule, [...(groups.get(row.rule) ?? []), row]);
  return groups;
}

function spellings(): readonly string[] {
  return operatorNames.flatMap((name) =>
    name === "Null" ? [name] : [name, `${name}IfExists`, `ForAllValues:${name}`, `ForAnyValue:${name}`],
  );
}

/** The operators of every `Condition` inside, in their canonical spelling. */
function operatorsOf(value: unknown): ReadonlySet<string> {
  if (typeof value !== "object" || value === null) return new Set();
  return new Set(
    Object.entries(value).flatMap(([key, inner]) =>
      key === "Condition" ? Object.keys(inner).map(canonical) : [...operatorsOf(inner)],
    ),
  );
}

function canonical(text: string): string {
  const operator = parseOperator(text);
  return operator === undefined ? text : printOperator(operator);
}

function repeated(texts: readonly string[]): readonly string[] {
  return texts.filter((text, index) => texts.indexOf(text) !== index);
}
