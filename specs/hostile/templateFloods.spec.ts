import { expect } from "chai";
import { blockScope, readLocals } from "../../harness/plan/configuration/blockScope.js";
import { evaluateTemplate } from "../../harness/plan/hcl/evaluateTemplate.js";
import { Unknown, unknownsIn } from "../../harness/plan/hcl/partialValue.js";
import { evaluateWritten } from "../harness/plan/hcl/evaluateWritten.js";

describe("a template that is made to fill the memory", () => {
  const many = (length: number, item: unknown = "x"): readonly unknown[] =>
    Array.from({ length }, () => item);
  const floods: readonly (readonly [title: string, text: string, locals: object])[] = [
    [
      "loops in loops",
      "${[for x in local.l : [for y in local.l : [for z in local.l : 1 if false]]]}",
      { l: many(1000) },
    ],
    [
      "loops that are only counted",
      "${length([for x in local.l : length([for y in local.l : length([for z in local.l : 1])])])}",
      { l: many(1000) },
    ],
    [
      "lists that are only counted",
      '${[for x in local.l : length(split("x", local.t))]}',
      { l: many(10_000), t: "x".repeat(90_000) },
    ],
    [
      "long strings in a loop",
      '${[for x in local.l : "${local.t}${x}"]}',
      { l: many(50_000), t: "y".repeat(500_000) },
    ],
    [
      "long strings of one call",
      '${formatlist("%s%s", local.l, local.t)}',
      { l: many(50_000), t: "y".repeat(500_000) },
    ],
    ["strings that are replaced", '${replace(local.t, "y", local.t)}', { t: "y".repeat(1_000_000) }],
  ];
  for (const [title, text, locals] of floods) {
    it(`leaves a flood of ${title} unknown`, () => {
      expect(evaluateTemplate(text, blockScope({ locals: readLocals(locals) }))).to.be.instanceOf(Unknown);
    });
  }

  it("groups a long list under one name, and reads a megabyte", () => {
    const locals = { l: many(50_000), t: "y".repeat(2 ** 20) };
    const grouped = evaluateTemplate(
      "${{ for x in local.l : x => x... }}",
      blockScope({ locals: readLocals(locals) }),
    );
    expect(grouped).to.have.property("x").with.length(50_000);
    expect(evaluateTemplate("${local.t}", blockScope({ locals: readLocals(locals) }))).to.equal(locals.t);
  });

  const nest = (text: string): unknown =>
    Array.from({ length: 90 }).reduce<unknown>((inner) => [inner], text);
  const chains: readonly (readonly [title: string, link: (next: string) => unknown, length: number])[] = [
    ["strings that double", (next) => `\${${next}}\${${next}}`, 60],
    ["lists that double", (next) => `\${[${next}, ${next}]}`, 60],
    ["lists that are doubled by a function", (next) => `\${concat([1], ${next}, ${next})}`, 60],
    ["lists that are doubled as JSON", (next) => [`\${${next}}`, `\${${next}}`], 60],
    ["brackets that add up", (next) => `\${${"[".repeat(90)}${next}${"]".repeat(90)}}`, 98],
    ["lists in lists that add up", (next) => nest(`\${${next}}`), 98],
    ["one name after the other", (next) => `\${${next}}`, 20_000],
  ];
  for (const [title, link, length] of chains) {
    it(`survives locals of ${title}`, () => {
      const links = Array.from({ length }, (_, at) => [`l${at}`, link(`local.l${at + 1}`)]);
      const locals = Object.fromEntries([...links, [`l${length}`, ["x"]]]) as object;
      const value = evaluateWritten("${jsonencode(local.l0)}", { locals });
      expect(JSON.stringify(value).length).to.be.lessThan(2 ** 21);
    });
  }

  it("survives locals that are evaluated from the innermost out", () => {
    const links = Array.from({ length: 400 }, (_, at) => [`l${at}`, nest(`\${local.l${at + 1}}`)]);
    const locals = Object.fromEntries([...links, ["l400", "x"]]) as object;
    const names = blockScope({ locals: readLocals(locals) });
    for (let at = 400; at > 0; at -= 1) evaluateTemplate(`\${local.l${at}}`, names);
    expect(unknownsIn(evaluateTemplate("${jsonencode(local.l0)}", names))).to.have.length(1);
  });
});
