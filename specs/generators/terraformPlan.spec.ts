import { expect } from "chai";
import fc from "fast-check";
import type { TerraformPlan } from "../../generators/printPlan.js";
import { terraformPlan } from "../../generators/terraformPlan.js";
import { fixtureBytes } from "../harness/plan/fixture.js";
import { extractPlan } from "../harness/plan/plans.js";
import { arbitraryLaws } from "./arbitraryLaws.js";

const typesOf = ({ resource_changes }: TerraformPlan) => resource_changes.map(({ type }) => type);
const changes = ({ resource_changes }: TerraformPlan) => resource_changes.map(({ change }) => change);
const did = (action: string) => (plan: TerraformPlan) =>
  changes(plan).some(({ actions }) => actions[0] === action);
const plans = (numRuns: number) => fc.sample(terraformPlan(), { seed: 5, numRuns });

describe("terraformPlan", () => {
  const allow = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };
  const trust = { Effect: "Allow", Principal: "*", Action: "sts:AssumeRole" };
  const policy = (Statement: object) => JSON.stringify({ Version: "2012-10-17", Statement: [Statement] });

  arbitraryLaws<unknown>({
    arbitrary: terraformPlan().map((plan) => changes(plan).map(({ after }) => after)),
    wellFormed: (after) => (after as readonly unknown[]).length > 0,
    size: (after) => (after as readonly unknown[]).length,
    simplest: [
      { name: "job", path: "/", assume_role_policy: policy(trust) },
      { name: "job_0", role: "job", policy: policy(allow) },
    ],
    reaches: {},
  });

  it("reaches every kind of change, boundaries, unknown policies and a bucket policy", () => {
    const some = plans(200);
    for (const action of ["create", "update", "delete", "no-op"])
      expect(some.some(did(action)), action).to.equal(true);
    const holds = (test: (change: ReturnType<typeof changes>[number]) => boolean) =>
      some.filter((plan) => changes(plan).some(test)).length;
    expect(holds(({ after }) => after?.["permissions_boundary"] !== undefined)).to.be.above(10);
    expect(holds(({ after_unknown }) => after_unknown["policy"] === true)).to.be.within(40, 160);
    expect(some.filter((plan) => typesOf(plan).includes("aws_s3_bucket_policy")).length).to.be.within(
      50,
      190,
    );
  });

  it("has names that are unique, and no unknown policy where none is wanted", () => {
    for (const { resource_changes } of plans(200)) {
      const addresses = resource_changes.map(({ address }) => address);
      expect(new Set(addresses)).to.have.length(addresses.length);
    }
    for (const plan of fc.sample(terraformPlan({ unknowns: false }), { seed: 1, numRuns: 100 }))
      expect(changes(plan).filter(({ after_unknown }) => after_unknown["policy"])).to.deep.equal([]);
  });

  it("is read with every policy, and every principal that has one", () => {
    for (const plan of plans(150)) {
      const { policies, targets, notes } = extractPlan(plan);
      const read = new Set(policies.map(({ address }) => address));
      for (const { address, change } of plan.resource_changes) {
        const written = ["policy", "assume_role_policy"].some(
          (name) => change.after?.[name] !== undefined || change.after_unknown[name] === true,
        );
        expect(read.has(address), address).to.equal(written);
      }
      const roles = plan.resource_changes.filter(({ type }) => type === "aws_iam_role");
      expect(targets.length).to.be.at.least(roles.length);
      expect(notes.filter(({ severity }) => severity === "error")).to.deep.equal([]);
    }
  });

  it("has no member that the plans of Terraform lack", () => {
    const real = ["create", "noop", "widen"].map((name): unknown =>
      JSON.parse(new TextDecoder().decode(fixtureBytes(`batch-plan/${name}.plan.json`))),
    );
    const known = new Set(real.flatMap((plan) => [...pathsIn(plan)]));
    const attributes = new Set([...known].map(attributeOf));
    const isKnown = (path: string): boolean => known.has(path) || attributes.has(attributeOf(path));
    const unknown = plans(100).flatMap((plan) => [...pathsIn(plan)].filter((path) => !isKnown(path)));
    expect([...new Set(unknown)]).to.deep.equal([]);
  });
});

/** What a configuration writes, and what is unknown, is an attribute of its type: `aws_iam_role.name`. */
const attributeOf = (path: string): string =>
  path.replace(/^.*\.(aws_\w+)\.(?:change\.after(?:_unknown)?|values|expressions)\.(\w+).*$/, "$1.$2");

/** The members of a plan; those of a resource under its type. */
function* pathsIn(value: unknown, path = ""): Iterable<string> {
  if (typeof value !== "object" || value === null) return;
  if (Array.isArray(value)) {
    for (const one of value) yield* pathsIn(one, path);
    return;
  }
  const { type } = value as { readonly type?: string };
  const place =
    typeof type === "string" && /resources$|resource_changes$/.test(path) ? `${path}.${type}` : path;
  for (const [name, member] of Object.entries(value)) {
    yield `${place}.${name}`;
    yield* pathsIn(member, `${place}.${name}`);
  }
}
