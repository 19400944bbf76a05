import { expect } from "chai";
import { authorize } from "../../../policies/evaluate/authorize.js";
import { compile } from "../../../policies/evaluate/compile.js";
import { findManagedPolicy } from "../../../policies/managed/findManagedPolicy.js";
import { readText } from "../../house/repository.js";
import { authorize as authorizeByDefinition } from "../../reference/authorize.js";
import type { BrokenPromise } from "./brokenPromise.js";
import { brokenPromisesPage, type PromisesAsked } from "./brokenPromisesPage.js";

const [about, ...rows] = readText("specs/policies/managed/brokenPromises.jsonl")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line)) as unknown as readonly [PromisesAsked, ...BrokenPromise[]];

/** Every thirtieth; `npm run test:long` asks about all of them anew. */
const slice = rows.filter((_, at) => at % 30 === 7);

describe("the versions of AWS managed policies that removed access", function () {
  this.timeout(60_000);

  it("are what the page in docs lists", () => {
    expect(readText("docs/broken-promises.md")).to.equal(brokenPromisesPage(about, rows));
  });

  it("each have a request that the older version allows and the newer one does not, by both evaluators", () => {
    const wrong = slice.filter(({ policy, from, to, witness }) => {
      const [older, newer] = [from, to].map((version) => {
        const { document } = findManagedPolicy(policy, version)!;
        return { identity: [{ source: version, document }] };
      });
      return [older, newer].some((set, at) => {
        const decisions = [authorize(compile(set!), witness), authorizeByDefinition(set!, witness)];
        return decisions.some((decision) => (decision === "allowed") !== (at === 0));
      });
    });
    expect(wrong.map(({ policy, to }) => `${policy}@${to}`)).to.deep.equal([]);
  });
});
