import { readdirSync, readFileSync } from "node:fs";
import { basename } from "node:path";
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

const files = ["../cases/", "./"]
  .map((folder) => new URL(folder, import.meta.url))
  .flatMap((folder) => readdirSync(folder).map((name) => new URL(name, folder)))
  .filter(({ pathname }) => pathname.endsWith(".jsonl"));

describe("the definitional evaluator", () => {
  for (const file of files) {
    describe(basename(file.pathname), () => {
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

function readRows(file: URL): readonly Row[] {
  return readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => JSON.parse(line) as Row);
}
