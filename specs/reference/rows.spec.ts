import { readdirSync, readFileSync } from "node:fs";
import { expect } from "chai";
import type { Decision, Request } from "../../policies/language/request.js";
import { authorize } from "./authorize.js";
import { readCasePolicies } from "./readCasePolicies.js";

interface Row {
  readonly id: string;
  readonly description: string;
  readonly policies: object;
  readonly request: Request;
  readonly expected: Decision;
}

const folder = new URL("../cases/", import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith(".jsonl"));

describe("the definitional evaluator", () => {
  for (const file of files) {
    describe(file, () => {
      for (const row of readRows(file)) {
        it(`${row.id}: ${row.description ?? ""}`, () => {
          const policies = readCasePolicies(row.policies);
          const decision = policies === undefined ? "implicitDeny" : authorize(policies, row.request);
          expect(decision).to.equal(row.expected);
        });
      }
    });
  }
});

function readRows(file: string): readonly Row[] {
  const text = readFileSync(new URL(file, folder), "utf8");
  return text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => JSON.parse(line) as Row);
}
