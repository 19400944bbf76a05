import { dirname } from "node:path";
import { expect } from "chai";
import { compileFromFile } from "json-schema-to-typescript";
import { absolute, filesOfFloors, isGenerated, readText } from "./repository.js";

interface Package {
  readonly scripts: Readonly<Record<string, string>>;
}

const { scripts } = JSON.parse(readText("package.json")) as Package;
const pairs = [...scripts["generate"]!.matchAll(/json2ts -i (\S+) -o (\S+)/g)].map(
  ([, schema, types]) => [schema!, types!] as const,
);

/** For editors and other tools: it joins what has types already. */
const untyped = ["harness/corpus/corpusRow.schema.json"];

describe("the generated types", () => {
  it("are made from every schema, and nothing else is named like one", () => {
    expect([...pairs.map(([schema]) => schema), ...untyped].toSorted()).to.deep.equal(
      filesOfFloors(".schema.json"),
    );
    expect(pairs.map(([, types]) => types).toSorted()).to.deep.equal(
      filesOfFloors(".ts").filter(isGenerated),
    );
  });

  for (const [schema, types] of pairs) {
    it(`${types} is what its schema says now`, async () => {
      const now = await compileFromFile(absolute(schema), { cwd: dirname(absolute(schema)) });
      expect(readText(types) === now, `${types} is stale: run \`npm run generate\``).to.equal(true);
    });
  }
});
