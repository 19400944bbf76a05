import { expect } from "chai";
import fc from "fast-check";
import {
  configurationAddress,
  modulePrefix,
  parseAddress,
} from "../../../../harness/plan/resources/address.js";

describe("parseAddress", () => {
  const rows: readonly (readonly [string, object | undefined])[] = [
    ["aws_iam_role.a", { modules: [], mode: "managed", type: "aws_iam_role", name: "a", attributes: [] }],
    [
      "data.aws_x.a[0].arn",
      { modules: [], mode: "data", type: "aws_x", name: "a", key: 0, attributes: ["arn"] },
    ],
    [
      'module.a.module.b["x.y"].module.c[1].aws_x.n["k"]',
      {
        modules: [{ name: "a" }, { name: "b", key: "x.y" }, { name: "c", key: 1 }],
        mode: "managed",
        type: "aws_x",
        name: "n",
        key: "k",
        attributes: [],
      },
    ],
    [
      'aws_x.n["al.arn:aws:iam::aws:policy/job-function/[x]\\"q\\" $${a} \\u00e9"]',
      {
        modules: [],
        mode: "managed",
        type: "aws_x",
        name: "n",
        key: 'al.arn:aws:iam::aws:policy/job-function/[x]"q" ${a} é',
        attributes: [],
      },
    ],
    [
      "aws_x.n.list.0.b",
      { modules: [], mode: "managed", type: "aws_x", name: "n", attributes: ["list", "0", "b"] },
    ],
    ["aws_x", undefined],
    ["module.a", undefined],
    ["", undefined],
    ["aws_x..n", undefined],
    ['aws_x.n["open', undefined],
  ];
  for (const [text, address] of rows) {
    it(`reads ${text || "nothing"}`, () => expect(parseAddress(text)).to.deep.equal(address));
  }

  it("reads back every key of for_each", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (outer, inner) => {
        fc.pre(!/[$%]\{/.test(outer + inner));
        const modules = [{ name: "m", key: outer }];
        const address = parseAddress(`${modulePrefix(modules)}aws_x.n[${JSON.stringify(inner)}]`);
        expect(address).to.deep.include({ modules, type: "aws_x", name: "n", key: inner });
        expect(configurationAddress(address!)).to.equal("module.m.aws_x.n");
      }),
      { seed: 1 },
    );
  });
});
