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

function isNamedAfterExport({ path, names }: (typeof house)[number]): boolean {
  const file = path.split("/").at(-1)!.replace(/\.ts$/, "").toLowerCase();
  return names.length === 0 || names.some((name) => name.toLowerCase() === file);
}

describe("the names", () => {
  it("are exported with one meaning", () => {
    const places = new Map<string, string[]>();
    for (const { path, names } of house)
      for (const name of names) places.set(name, [...(places.get(name) ?? []), path]);
    const more = [...places].filter(([, paths]) => paths.length > 1);
    expect(Object.fromEntries(more)).to.deep.equal({});
  });

  it("of files are the name of one of their exports", () => {
    const misnamed = house.filter((file) => !isNamedAfterExport(file)).map(({ path }) => path);
    expect(misnamed).to.deep.equal([]);
  });

  it("are found in declarations alone", () => {
    const code = "export const a = 1;\nexport async function b() {}\nexport type C = 1;\nconst d = 1;\n";
    expect(exportsOf(code)).to.deep.equal(["a", "b", "C"]);
  });
});
