import { expect } from "chai";
import fc from "fast-check";
import { blockScope, readLocals } from "../../harness/plan/configuration/blockScope.js";
import { encodeJson } from "../../harness/plan/hcl/encodeJson.js";
import { evaluateTemplate } from "../../harness/plan/hcl/evaluateTemplate.js";
import { Evaluation } from "../../harness/plan/hcl/evaluation.js";
import { parseHcl } from "../../harness/plan/hcl/parseHcl.js";
import { failed, isKnown, type PartialValue } from "../../harness/plan/hcl/partialValue.js";
import { ownMember } from "../../policies/text/ownMember.js";
import { describeTerraform } from "./describeTerraform.js";
import { hclTerm, type Named } from "./hclTerm.js";
import { isInstance } from "./isInstance.js";
import { makeWorkspace, type Workspace } from "./workspace.js";

const locals = `
  name    = "data"
  list    = ["a", "b", "c"]
  map     = { two = "2", one = "1" }
  none    = null
  objects = [{ name = "x", actions = ["s3:GetObject"] }, { name = "y", actions = [] }]
  number  = 5
  mixed   = [1, "a", true, null, ["b"], { a = "z" }]
  nested  = { a = { b = ["c", "d"] }, b = local.list, c = "\${local.name}-\${local.number}" }
  lines   = <<-EOT
    {"a": "\${local.name}"}
      \\n x
  EOT
`;

/** Nothing is known of these before apply. */
const late = `
  lateText   = "O<s>"
  lateEmpty  = ""
  lateList   = ["o1", "o2"]
  lateMap    = { a = "om", b = "on" }
  lateNumber = 7
`;

const named: Named = {
  text: [
    "local.name",
    "local.nested.c",
    "local.objects[0].name",
    "local.lines",
    "local.lateText",
    '"x${local.lateEmpty}"',
  ],
  number: ["local.number", "local.lateNumber"],
  truth: ["local.none == null", 'local.lateText == "a"'],
  list: [
    "local.list",
    "local.objects",
    "local.mixed",
    "local.objects[*].name",
    "local.lateList",
    "[local.lateEmpty, 1]",
  ],
  map: ["local.map", "local.nested", "local.lateMap", "{ a = local.lateText }"],
};

describeTerraform("terms of any kind, and what terraform makes of them", () => {
  const terms = fc.sample(hclTerm(named, 3), { seed: 7, numRuns: 700 });
  let workspace: Workspace;
  let compared: readonly { readonly term: string; readonly answer: string; readonly value: PartialValue }[];
  before(async () => {
    workspace = await makeWorkspace([]);
    workspace.write({ "main.tf": `locals {${locals}${late}}\n` });
    const answers = await workspace.evaluate(terms);
    const written = terms.map((term, at) => `  term${at} = ${term}\n`).join("");
    const read = await parseHcl(`locals {${locals}${written}}\n`);
    if (!read.ok) throw new Error("the parser refuses what terraform takes");
    const values = ownMember(ownMember(read.value, "locals"), 0);
    const names = blockScope({ locals: readLocals(values) });
    compared = terms.map((term, at) => ({
      term,
      answer: answers[at]!,
      value: evaluateTemplate(ownMember(values, `term${at}`), names),
    }));
  });
  after(() => workspace?.remove());

  it("are the same, to the letter of their JSON, wherever nothing is unknown", () => {
    const told = compared.filter(({ answer, value }) => answer !== "refused" && isKnown(value));
    expect(told.length).to.be.greaterThan(300);
    for (const { term, answer, value } of told) {
      const json = encodeJson(value, new Evaluation());
      if (json !== undefined) expect(json, term).to.equal(answer);
    }
  });

  it("are one of what is left possible, wherever something is unknown", () => {
    const open = compared.filter(({ answer, value }) => answer !== "refused" && !isKnown(value));
    expect(open.length).to.be.greaterThan(50);
    for (const { term, answer, value } of open)
      expect(isInstance(JSON.parse(answer), value), term).to.equal(true);
  });

  it("are refused here only where terraform refuses them", () => {
    const refused = compared.filter(({ value }) => value === failed);
    expect(refused.length).to.be.greaterThan(10);
    for (const { term, answer } of refused) expect(answer, term).to.equal("refused");
  });
});
