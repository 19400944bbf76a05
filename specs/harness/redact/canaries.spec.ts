import { readdirSync, readFileSync } from "node:fs";
import { expect } from "chai";
import type { PlanJson, StateJson } from "../../../harness/plan/resources/planJson.js";
import { redactPlan, redactState } from "../../../harness/redact/redactPlan.js";
import { isGate } from "../../house/isGate.js";
import { fixtures } from "../plan/fixture.js";
import { allow } from "../plan/plans.js";
import { head, plantedPlan, plantedResources, plantedState } from "./plantedPlan.js";
import { canary, isListed, plantedValues, types, words } from "./plantedValues.js";

/** Where canaries are, by their members from the top. */
function places(value: unknown, path: string): readonly string[] {
  if (typeof value === "string") return value.includes(canary) ? [path] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    name.includes(canary) ? [`${path}/${name}`] : places(inner, `${path}/${name}`),
  );
}

const leaks = (redacted: unknown): readonly string[] => places(redacted, "").slice(0, 20);

describe("what is not read", () => {
  it("is planted in every attribute of every type that does not own it", () => {
    expect(types.length).to.be.greaterThan(200);
    expect(words.length).to.be.greaterThan(300);
    const planted = plantedResources.flatMap(({ values: own }) => Object.values(own));
    expect(planted.length).to.be.greaterThan(isGate ? 60_000 : 200_000);
  });

  it("is not in a redacted plan, although nothing is marked sensitive", () => {
    expect(leaks(redactPlan(plantedPlan as unknown as PlanJson).json)).to.deep.equal([]);
  });

  it("is the same in a plan that is redacted a second time", () => {
    const redacted = redactPlan(plantedPlan as unknown as PlanJson).json;
    expect(JSON.stringify(redactPlan(redacted).json) === JSON.stringify(redacted)).to.equal(true);
  });

  it("is not in a redacted plan that has no changes, but planned values", () => {
    const { resource_changes: _, ...planned } = plantedPlan;
    expect(leaks(redactPlan(planned as unknown as PlanJson).json)).to.deep.equal([]);
  });

  it("is not in a redacted state", () => {
    expect(leaks(redactState(plantedState as unknown as StateJson).json)).to.deep.equal([]);
  });

  it("is not in a template that holds a policy, of which the policy remains", () => {
    const policy = JSON.parse(allow("execute-api:Invoke")) as object;
    const template = { "x-amazon-apigateway-policy": policy, info: { title: canary } };
    const yaml = `x-amazon-apigateway-policy:\n  Statement: []\ninfo: ${canary}\n`;
    const redacted = redactPlan({
      resource_changes: [
        {
          ...head("aws_api_gateway_rest_api", "json"),
          change: { after: { body: JSON.stringify(template) } },
        },
        { ...head("aws_api_gateway_rest_api", "yaml"), change: { after: { body: yaml } } },
      ],
    }).json;
    expect(leaks(redacted)).to.deep.equal([]);
    const bodies = redacted.resource_changes?.map(({ change }) => change.after?.["body"]);
    expect(bodies?.[0]).to.equal(JSON.stringify({ "x-amazon-apigateway-policy": policy }));
    expect(bodies?.[1]).to.equal("Statement: redacted");
  });

  it("is not in the plans of the fixtures with a canary in each value that is not listed", () => {
    const names = ["batch-plan", "plan-samples"].flatMap((folder) =>
      readdirSync(`${fixtures}${folder}`)
        .filter((name) => /^(?!.*utf16).*\.plan\.json$/.test(name))
        .map((name) => `${fixtures}${folder}/${name}`),
    );
    expect(names.length).to.be.greaterThan(8);
    for (const name of names) {
      const read = JSON.parse(readFileSync(name, "utf8").replace(/^\uFEFF/, "")) as PlanJson;
      const planted = read.resource_changes?.map((one) => ({
        ...one,
        change: {
          ...one.change,
          ...(one.change.before && {
            before: {
              ...one.change.before,
              ...plantedValues(one.type),
              ...notListed(one.type, one.change.before),
            },
          }),
          ...(one.change.after && {
            after: {
              ...one.change.after,
              ...plantedValues(one.type),
              ...notListed(one.type, one.change.after),
            },
          }),
        },
      }));
      expect(
        leaks(redactPlan({ ...read, ...(planted && { resource_changes: planted }) }).json),
        name,
      ).to.deep.equal([]);
    }
  });
});

const notListed = (type: string, attributes: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(
    Object.keys(attributes)
      .filter((name) => !isListed(type, name))
      .map((name) => [name, canary]),
  );
