import { expect } from "chai";
import { filesOfFloors, isGenerated, readText } from "./repository.js";

const exported =
  /^export (?:declare |async |abstract )*(?:function\*?|const|let|class|interface|type|enum) (\w+)/gm;
const exportsOf = (code: string): readonly string[] => [
  ...new Set([...code.matchAll(exported)].map(([, name]) => name!)),
];

const house = filesOfFloors(".ts")
  .filter((path) => !path.startsWith("specs/") && !isGenerated(path))
  .map((path) => ({ path, names: exportsOf(readText(path)) }));

/** Files of several functions around one concept, named after that; the list only gets shorter. */
const namedAfterConcept: ReadonlySet<string> = new Set([
  "harness/cli/commands/listCommands.ts",
  "harness/cli/frame/outFiles.ts",
  "harness/corpus/jsonMembers.ts",
  "harness/mocha/testFailure.ts",
  "harness/plan/hcl/evaluationBudget.ts",
  "harness/plan/principals/requestPrincipals.ts",
  "harness/plan/provider/policyAttributes.ts",
  "harness/plan/resources/traversal.ts",
  "harness/plan/source/applySelectors.ts",
  "harness/plan/source/documentTarget.ts",
  "harness/plan/source/narrowExtraction.ts",
  "harness/run/diff/pairTargets.ts",
  "policies/language/dateValue.ts",
  "policies/language/document.ts",
  "policies/managed/installedManaged.ts",
  "policies/managed/managedData.ts",
  "policies/managed/packedManaged.ts",
  "policies/prove/certificate/checkLemma.ts",
  "policies/prove/question/goals.ts",
  "policies/prove/question/hints.ts",
  "policies/prove/question/requestKinds.ts",
  "policies/prove/question/requester.ts",
  "policies/prove/sets/comparePatterns.ts",
  "policies/prove/sets/emptyLanguage.ts",
  "policies/reference/blocks.ts",
  "policies/reference/exampleNames.ts",
  "policies/reference/installedServices.ts",
  "policies/reference/packedServices.ts",
  "policies/text/jsonSpans.ts",
  "policies/text/scanToken.ts",
  "properties/batch.ts",
  "properties/builtIn.ts",
  "properties/tagGuarded.ts",
]);

describe("the names", () => {
  it("are exported with one meaning", () => {
    const places = new Map<string, string[]>();
    for (const { path, names } of house)
      for (const name of names) places.set(name, [...(places.get(name) ?? []), path]);
    const more = [...places].filter(([, paths]) => paths.length > 1);
    expect(Object.fromEntries(more)).to.deep.equal({});
  });

  it("of files are the name of one of their exports", () => {
    const misnamed = house
      .filter(({ path, names }) => names.length > 0 && !namedAfterConcept.has(path))
      .filter(({ path, names }) => {
        const file = path.split("/").at(-1)!.replace(/\.ts$/, "").toLowerCase();
        return !names.some((name) => name.toLowerCase() === file);
      })
      .map(({ path, names }) => `${path} exports ${names.join(", ")}`);
    expect(misnamed).to.deep.equal([]);
  });

  it("are found in declarations alone", () => {
    const code = "export const a = 1;\nexport async function b() {}\nexport type C = 1;\nconst d = 1;\n";
    expect(exportsOf(code)).to.deep.equal(["a", "b", "C"]);
  });
});
