import { expect } from "chai";
import {
  blockScope,
  type InstanceScope,
  readLocals,
} from "../../../../harness/plan/configuration/blockScope.js";
import { evaluateTemplate } from "../../../../harness/plan/hcl/evaluateTemplate.js";
import {
  isKnown,
  PartialString,
  type PartialValue,
  Unknown,
  unknownsIn,
} from "../../../../harness/plan/hcl/partialValue.js";

/** What a template may name, with its locals as they are written. */
type Written = Omit<Partial<InstanceScope>, "locals"> & { readonly locals?: unknown };

/** What is known, else the template of what is left. */
function evaluate(text: string, { locals = {}, ...instance }: Written = {}): object {
  const value = evaluateTemplate(text, blockScope({ ...instance, locals: readLocals(locals) }));
  return isKnown(value) ? { value } : { template: templateOf(value, text) };
}

function templateOf(value: PartialValue, text: string): unknown {
  if (value instanceof PartialString) return value.parts.map(printPart).join("");
  if (!(value instanceof Unknown)) return value;
  return value.about.source === text ? text : printPart(value);
}

function printPart(part: string | Unknown): string {
  if (typeof part === "string") return part.replace(/[$%]\{/g, (mark) => mark[0] + mark);
  const { source, isJson } = part.about;
  return isJson === true ? `\${jsonencode(${source})}` : `\${${source}}`;
}

describe("evaluateTemplate", () => {
  const known: readonly (readonly [title: string, text: string, value: unknown, scope?: Written])[] = [
    ["plain JSON", '{"a":"b"}', '{"a":"b"}'],
    ["escaped marks", "$${aws:username} %%{a}", "${aws:username} %{a}"],
    [
      "policy variables as they are meant",
      "a/${aws:username}/${*}${?}${$}",
      "a/${aws:username}/${*}${?}${$}",
    ],
    [
      "a policy variable with a default",
      "${aws:PrincipalTag/team, 'none'}",
      "${aws:PrincipalTag/team, 'none'}",
    ],
    ["a literal in a template", '${"a"}-${1.5}', "a-1.5"],
    [
      "jsonencode of literals",
      '${jsonencode({"Version" = "2012-10-17", "a b" = [1, true, null], c = "\\"$${aws:username}\\\\"})}',
      '{"Version":"2012-10-17","a b":[1,true,null],"c":"\\"${aws:username}\\\\"}',
    ],
    ["conversions", '${toset(["a", "b"])}', ["a", "b"]],
    [
      "keys and values of an instance",
      "${each.key}=${each.value.n}",
      "k=v",
      { each: { key: "k", value: { n: "v" } } },
    ],
    ["the index of an instance", "job-${count.index}", "job-2", { index: 2 }],
    ["locals, one inside the other", "${local.a.b}", "xyz", { locals: { a: { b: "x${local.c}" }, c: "yz" } }],
    [
      "a value of an instance that is a local",
      "${each.value}",
      "yz",
      { each: { key: "k", value: "${local.c}" }, locals: { c: "yz" } },
    ],
  ];
  for (const [title, text, value, scope] of known) {
    it(`knows ${title}`, () => expect(evaluate(text, scope)).to.deep.equal({ value }));
  }

  const open: readonly (readonly [title: string, text: string, template: string, scope?: Written])[] = [
    ["a reference in a string", '{"a":"${aws_x.y.arn}/*"}', '{"a":"${aws_x.y.arn}/*"}'],
    [
      "a reference inside jsonencode, as the JSON that is made",
      '${jsonencode({"a" = "${aws_x.y.arn}/$${aws:username}\\"", "b" = aws_x.y.list, "c" = [1]})}',
      '{"a":"${aws_x.y.arn}/$${aws:username}\\"","b":${jsonencode(aws_x.y.list)},"c":[1]}',
    ],
    [
      "a local that refers to something",
      "a-${local.b}",
      "a-x/${aws_x.y.id}",
      { locals: { b: "x/${aws_x.y.id}" } },
    ],
    ["a local of itself", "${local.a}", "${local.a}", { locals: { a: "${local.a}" } }],
    ["a local that is not there", "${local.a.__proto__}", "${local.a.__proto__}"],
    ["functions that are not known here", '${md5(join(",", ["a"]))}', '${md5(join(",", ["a"]))}'],
    ["operators", '${var.a ? "b" : "c"}', '${var.a ? "b" : "c"}'],
    ["loops", "${[for k in var.a : k]}", "${[for k in var.a : k]}"],
    ["directives", "%{ if var.a }b%{ endif }", "%{ if var.a }b%{ endif }"],
    ["what is not closed", "a${b", "a${b"],
    ["functions of providers", "${provider::aws::arn_parse(var.a)}", "${provider::aws::arn_parse(var.a)}"],
  ];
  for (const [title, text, template, scope] of open) {
    it(`leaves unknown ${title}`, () => expect(evaluate(text, scope)).to.deep.include({ template }));
  }

  it("leaves unknown an object that names a member twice, for the last counts and the order is lost", () => {
    const value = evaluateTemplate(
      { "${local.a}": "1", a: "2" },
      blockScope({ locals: readLocals({ a: "a" }) }),
    );
    expect(value).to.be.instanceOf(Unknown);
  });

  const bombs: readonly (readonly [title: string, text: string])[] = [
    ["lists", `\${${"[".repeat(50_000)}}`],
    ["calls", `\${${"f(".repeat(50_000)}}`],
    ["strings in strings", '${"'.repeat(50_000)],
    ["closed strings in strings", `${'${"'.repeat(5_000)}${'"}'.repeat(5_000)}`],
    ["a string that is not closed", `\${f("${"${a}".repeat(50_000)})}`],
    ["negations", `\${${"!".repeat(50_000)}true}`],
    ["operators", `\${${"1+".repeat(50_000)}1}`],
    ["choices", `\${${"true?1:".repeat(50_000)}1}`],
    ["loops", `\${${"[for a in ".repeat(50_000)}}`],
    ["parentheses", `\${${"(".repeat(50_000)}}`],
    ["keys", `\${a${"[0".repeat(50_000)}}`],
  ];
  for (const [title, text] of bombs) {
    it(`survives deeply nested ${title}`, () => {
      const value = evaluateTemplate(text, blockScope({ locals: readLocals({}) }));
      expect(unknownsIn(value).flatMap(({ about }) => about.references)).to.deep.equal([]);
    });
  }

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
      const value = evaluate("${jsonencode(local.l0)}", { locals });
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
