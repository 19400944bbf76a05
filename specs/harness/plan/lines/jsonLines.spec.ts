import { expect } from "chai";
import { constructPlaces } from "../../../../harness/plan/lines/constructPlaces.js";
import { jsonBlockLines } from "../../../../harness/plan/lines/jsonBlockLines.js";
import { jsonResourceLines, lineOfResource } from "../../../../harness/plan/lines/jsonResourceLines.js";

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const pretty = (value: unknown): Uint8Array => bytesOf(JSON.stringify(value, null, 1));

describe("jsonResourceLines", () => {
  const change = (address: string) => ({ address, change: { after: { address: "inner" } } });

  it("finds the change of a resource before its planned values", () => {
    const lines = jsonResourceLines(
      pretty({
        planned_values: { root_module: { resources: [{ address: "a_b.c" }, { address: "a_b.d" }] } },
        resource_changes: [change("a_b.c"), change('module.m["x"].a_b.e[0]')],
      }),
    );
    expect(Object.fromEntries(lines)).to.deep.equal({
      "a_b.c": 15,
      "a_b.d": 8,
      'module.m["x"].a_b.e[0]': 23,
    });
  });

  it("finds the resources of a state, those of modules included", () => {
    const lines = jsonResourceLines(
      pretty({
        values: { root_module: { child_modules: [{ resources: [{ address: "module.m.a_b.c" }] }] } },
      }),
    );
    expect(Object.fromEntries(lines)).to.deep.equal({ "module.m.a_b.c": 7 });
  });

  it("counts lines after the log lines of a wrapper, and says nothing of a plan in one line", () => {
    const plan = pretty({ resource_changes: [change("a_b.c")] });
    const wrapped = Buffer.concat([bytesOf("[command]/x/terraform show\n"), plan]);
    expect(jsonResourceLines(wrapped).get("a_b.c")).to.equal(4);
    expect(
      jsonResourceLines(bytesOf(`${JSON.stringify({ resource_changes: [change("a_b.c")] })}\n`)).size,
    ).to.equal(0);
  });

  for (const text of ["", "{", '{"a":', '{"resource_changes":\n[{"address":', '{"a":1}}\n}', '{\n"\\x":1}'])
    it(`finds nothing in ${JSON.stringify(text)}`, () =>
      expect(jsonResourceLines(bytesOf(text)).size).to.equal(0));

  it("finds the resource of an attribute", () => {
    const lines = new Map([['a_b.c["x.y"]', 7]]);
    expect(lineOfResource(lines, 'a_b.c["x.y"].inline_policy[0].policy')).to.equal(7);
    expect(lineOfResource(lines, "a_b.d")).to.equal(1);
  });
});

describe("jsonBlockLines", () => {
  it("finds the blocks of configuration in JSON, and not its comments", () => {
    const blocks = jsonBlockLines(
      pretty({
        "//": { resource: {} },
        resource: { "//": 1, a_b: { "//": "x", c: {} } },
        data: { a_b: { d: {} } },
        module: { m: {} },
      }),
    );
    expect(blocks.map(({ address, line }) => `${address}:${line}`)).to.deep.equal([
      "a_b.c:9",
      "data.a_b.d:14",
      "module.m:18",
    ]);
  });

  for (const text of ["", "[]", "{", '{"resource":{"a_b":[1]}}', '{"resource":7}'])
    it(`finds nothing in ${text}`, () => expect(jsonBlockLines(bytesOf(text))).to.deep.equal([]));
});

describe("constructPlaces", () => {
  const pathOf = (path: string) => (path.startsWith("/r/") ? path.slice(3) : undefined);
  const stack = (stackTrace: unknown) => ({
    resource: { a_b: { c: { "//": { metadata: { stackTrace } } } } },
  });
  const rows: readonly (readonly [name: string, trace: unknown, place: unknown])[] = [
    [
      "the first line in the repository",
      ["new T (/x/y.js:1:2)", "new A (/r/main.ts:12:5)"],
      { file: "main.ts", line: 12 },
    ],
    ["a line without a function", ["/r/main.ts:3:1"], { file: "main.ts", line: 3 }],
    ["a module's URL", ["new A (file:///r/a b.mjs:4:1)"], { file: "a b.mjs", line: 4 }],
    ["no line of a package", ["new T (/r/node_modules/x/y.js:1:2)"], undefined],
    ["nothing without a trace", undefined, undefined],
    ["nothing in what is not one", { 0: "x" }, undefined],
  ];
  for (const [name, trace, place] of rows)
    it(`takes ${name}`, () =>
      expect(constructPlaces(stack(trace), pathOf).get("a_b.c")).to.deep.equal(place));
});
