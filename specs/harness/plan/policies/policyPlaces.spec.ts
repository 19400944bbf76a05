import { existsSync, readFileSync } from "node:fs";
import { expect } from "chai";
import dataRows from "../../../../harness/plan/provider/dataAttributes.json" with { type: "json" };
import impliedRows from "../../../../harness/plan/provider/impliedStatements.json" with { type: "json" };
import lookAlikes from "../../../../harness/plan/provider/lookAlikes.json" with { type: "json" };
import policyRows from "../../../../harness/plan/provider/policyAttributes.json" with { type: "json" };
import { allow, change, extractPlan, makePlan, trust, written } from "../plans.js";
import rows from "../policyPlaces.json" with { type: "json" };

interface Row {
  readonly type: string;
  readonly mode: string;
  readonly attribute: string;
  /** absent where the attribute itself is not read, for one of the reasons below */
  readonly kind?: string;
  readonly implied?: boolean;
  readonly told?: string;
  readonly used?: string;
}
const places: readonly Row[] = rows;
const read = places.filter(({ kind }) => kind !== undefined);
const placeOf = ({ type, attribute }: { readonly type: string; readonly attribute: string }) =>
  `${type}.${attribute}`;

/** A table of everything that holds policies, which may lie next to the repository. */
const survey = new URL("../../../../../shared/data/policy-bearing-resources.json", import.meta.url);
type Survey = Readonly<
  Record<
    "policyDocuments" | "statementSynthesis" | "notIamLanguage",
    readonly { type: string; attribute: string }[]
  >
>;

const open = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: "*", Action: "*", Resource: "arn:aws:s3:::b/*" }],
});
const texts: Readonly<Record<string, string>> = {
  ...{ identity: allow("*"), session: allow("*") },
  scp: allow("*"),
  trust,
};

/** The values in which something is at a path such as `details[].policy`. */
function valuesWith(path: string, leaf: unknown): Record<string, unknown> {
  const [first = "", ...rest] = path.split(".");
  const inner = rest.length === 0 ? leaf : valuesWith(rest.join("."), leaf);
  return { [first.replace("[]", "")]: first.endsWith("[]") ? [inner] : inner };
}
describe("the places of policies", () => {
  it("are 110 attributes, on 88 resource types and 17 data sources", () => {
    const types = (mode: string) =>
      new Set(places.filter((row) => row.mode === mode).map(({ type }) => type));
    expect([places.length, types("managed").size, types("data").size]).to.deep.equal([110, 88, 17]);
  });

  it("are those that are read, and no others", () => {
    const own = policyRows.filter((row) => !("member" in row));
    const ofMode = (mode: string) => read.filter((row) => row.mode === mode).map(placeOf);
    expect(own.map(placeOf)).to.have.members(ofMode("managed"));
    expect(dataRows.map(placeOf)).to.have.members(ofMode("data"));
  });

  it("are those of the survey", function () {
    if (!existsSync(survey)) this.skip();
    const { policyDocuments } = JSON.parse(readFileSync(survey, "utf8")) as Survey;
    expect(places.map(placeOf)).to.have.members(policyDocuments.map(placeOf));
  });

  for (const { type, mode, attribute, kind = "" } of read) {
    const address = `${mode === "data" ? "data." : ""}${type}.x`;
    const actions = mode === "data" ? ["read"] : ["create"];
    const place = attribute.replaceAll("[]", "[0]");
    const found = (changed: object, root?: object) => {
      const { policies, read = [] } = extractPlan(makePlan([changed], root));
      const all = mode === "data" ? read : policies;
      // the required policy of a role is unknown where it is missing
      return all.filter((policy) => policy.attribute === place || attribute !== "inline_policy[].policy");
    };

    it(`are read in ${address.slice(0, -2)}.${attribute}`, () => {
      const after = valuesWith(attribute, texts[kind] ?? open);
      const told = found(change(address, { after, actions })).map((policy) => [
        ...[policy.attribute, policy.kind, policy.policy !== null, policy.unknown],
      ]);
      expect(told).to.deep.equal([[place, kind, true, []]]);
    });

    it(`are reported in ${address.slice(0, -2)}.${attribute} when they are unknown`, () => {
      const [name = ""] = attribute.split(/\W/);
      const options = { after: valuesWith(attribute, null), unknown: valuesWith(attribute, true), actions };
      const told = found(change(address, options), {
        resources: [written(address, { [name]: ["aws_x.y.z"] })],
      });
      expect(told.map((policy) => [policy.attribute, policy.unknown])).to.deep.equal([[place, [""]]]);
    });
  }

  for (const { type, implied, told, used } of places.filter(({ kind }) => kind === undefined)) {
    it(`are looked at otherwise in ${type}`, () => {
      expect([implied, told, used].filter((reason) => reason !== undefined)).to.have.lengthOf(1);
      if (implied) expect(impliedRows.map((row) => row.type)).to.include(type);
      if (told === undefined) return;
      const { notes } = extractPlan(makePlan([change(`${type}.x`, { after: {} })]));
      expect(notes.map(({ code }) => code)).to.deep.equal([told]);
    });
  }
});

describe("statements that resources imply", () => {
  const others: Readonly<Record<string, string>> = {
    aws_iam_openid_connect_provider: "trust policies name it: its ARN is predicted",
    aws_iam_saml_provider: "trust policies name it: its ARN is predicted",
    aws_glue_catalog_database: "its permissions are those of Lake Formation, for what is made in it later",
  };

  it("are decided on for each of the 19 types of the survey", function () {
    if (!existsSync(survey)) this.skip();
    const { statementSynthesis } = JSON.parse(readFileSync(survey, "utf8")) as Survey;
    const known = new Set([...impliedRows.map(({ type }) => type), ...Object.keys(others)]);
    const types = statementSynthesis.flatMap(({ type }) => type.split(/\s*[/,]\s*/));
    expect(types.filter((type) => !known.has(type))).to.deep.equal([]);
    expect(statementSynthesis).to.have.lengthOf(19);
  });
});

describe("what only looks like an IAM policy", () => {
  it("is what the survey says", function () {
    if (!existsSync(survey)) this.skip();
    const { notIamLanguage } = JSON.parse(readFileSync(survey, "utf8")) as Survey;
    const known = new Set(lookAlikes.map(placeOf));
    const rest = notIamLanguage.filter(
      ({ type, attribute }) => !known.has(`${type}.${attribute.replace(/\..*/, "")}`),
    );
    expect(rest.map(({ type }) => type)).to.deep.equal(["aws_organizations_policy (other types)"]);
    expect(notIamLanguage).to.have.lengthOf(28);
  });

  for (const { type, attribute } of lookAlikes) {
    it(`is left alone in ${type}.${attribute}`, () => {
      const after = { [attribute === "*" ? "value" : attribute]: open };
      const { policies, notes } = extractPlan(makePlan([change(`${type}.x`, { after })]));
      expect([policies, notes]).to.deep.equal([[], []]);
    });
  }

  for (const type of ["TAG_POLICY", "BACKUP_POLICY", "AISERVICES_OPT_OUT_POLICY", "DECLARATIVE_POLICY_EC2"]) {
    it(`is left alone in an organization's policy of type ${type}`, () => {
      const after = { type, content: allow("*") };
      const { policies, notes } = extractPlan(makePlan([change("aws_organizations_policy.x", { after })]));
      expect([policies, notes]).to.deep.equal([[], []]);
    });
  }
});
