import { readdirSync, readFileSync } from "node:fs";
import { expect } from "chai";
import fc from "fast-check";
import { readInput } from "../../../harness/plan/input/readInput.js";
import type { PlanJson } from "../../../harness/plan/resources/planJson.js";
import { redactPlan } from "../../../harness/redact/redactPlan.js";
import { collectedBytes, collectedPlans, fixtures } from "../plan/fixture.js";
import { found } from "./found.js";
import { restored } from "./restored.js";

const files: readonly (readonly [name: string, bytes: () => Uint8Array])[] = [
  ...["batch-plan", "plan-samples"].flatMap((folder) =>
    readdirSync(`${fixtures}${folder}`).map(
      (name) => [name, () => readFileSync(`${fixtures}${folder}/${name}`)] as const,
    ),
  ),
  ...(collectedPlans() ?? []).map((name) => [name, () => collectedBytes(name)] as const),
];

const plans: readonly PlanJson[] = files.flatMap(([name, bytes]): readonly PlanJson[] => {
  const text = bytes();
  // the larger ones take long, and have nothing else
  if (text.length > 200_000) return [];
  const read = readInput(text, name);
  return read.ok && read.value.kind === "plan" && (read.value.plan.resource_changes?.length ?? 0) > 0
    ? [read.value.plan]
    : [];
});

type Path = readonly (string | number)[];

/** The paths of the strings in a value. */
function stringsAt(value: unknown, path: Path = []): readonly (readonly [Path, string])[] {
  if (typeof value === "string") return [[path, value]];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    stringsAt(inner, [...path, Array.isArray(value) ? Number(name) : name]),
  );
}

/** A mask with true at a path. */
function marked(mask: unknown, [step, ...rest]: Path): unknown {
  if (step === undefined || mask === true) return true;
  const own = typeof mask === "object" && mask !== null ? mask : {};
  const inner = marked((own as Record<string | number, unknown>)[step], rest);
  if (typeof step === "string") return { ...own, [step]: inner };
  return Array.from({ length: Math.max(Object.keys(own).length, step + 1) }, (_, at) =>
    at === step ? inner : ((own as Record<number, unknown>)[at] ?? false),
  );
}

/** What is at the end of some steps. */
const at = (value: unknown, steps: readonly (string | number)[]): unknown =>
  steps.reduce<unknown>(
    (inner, step) => (inner as Record<string | number, unknown> | undefined)?.[step],
    value,
  );

/** A copy without what is at some JSON pointers. */
function without(json: unknown, pointers: readonly string[]): unknown {
  const copy = structuredClone(json);
  for (const pointer of pointers) {
    const steps = pointer
      .split("/")
      .slice(1)
      .map((one) => one.replaceAll("~1", "/").replaceAll("~0", "~"));
    const last = steps.pop()!;
    const holder = at(copy, steps) as Record<string, unknown> | undefined;
    if (holder !== undefined) delete holder[last];
  }
  return copy;
}

/** What hides nothing else: short or common words, numbers, accounts, regions, flags and policies of AWS. */
const isCommon = /^(?:.{0,3}|[A-Za-z]{1,11}|\d{1,7}|\d{12}|[a-z]{2}-[a-z]+-\d|arn:aws:iam::aws:policy\/.*)$/s;

describe("real plans in which one value is marked at one time", () => {
  it("are found the same where they are redacted, or what is hidden is named, and do not have the value", () => {
    expect(plans.length).to.be.greaterThan(8);
    const counts = { same: 0, hidden: 0 };
    const choice = fc.tuple(fc.nat(), fc.nat(), fc.constantFrom("before", "after"), fc.nat());
    fc.assert(
      fc.property(choice, ([ofPlan, ofChange, time, ofString]) => {
        const unmarkedPlan = plans[ofPlan % plans.length]!;
        const plan = structuredClone(unmarkedPlan);
        const changes = plan.resource_changes!;
        const change = changes[ofChange % changes.length]!.change as unknown as Record<string, unknown>;
        const strings = stringsAt(change[time]);
        fc.pre(strings.length > 0);
        const [path, value] = strings[ofString % strings.length]!;
        change[`${time}_sensitive`] = marked(change[`${time}_sensitive`], path);
        const { json, losses, names } = redactPlan(plan);
        const text = JSON.stringify(json);
        const elsewhere = JSON.stringify(without(json, names));
        const redacted = json.resource_changes![ofChange % changes.length]!.change;
        if (value !== "") expect(at(redacted, [time, ...path])).not.to.equal(value);
        const once = JSON.stringify(value).slice(1, -1);
        if (!isCommon.test(value))
          for (const form of [once, JSON.stringify(once).slice(1, -1)])
            expect(elsewhere.includes(form)).to.equal(false);
        expect(JSON.stringify(redactPlan(json).json) === text).to.equal(true);
        if (found(json, plan) === found(plan)) counts.same++;
        const unmarked = redactPlan(unmarkedPlan).json;
        expect(found(restored(json, { unmarked, plan, losses }), plan)).to.equal(found(plan));
        if (losses.length > 0) counts.hidden++;
      }),
      { seed: 20_261_126, numRuns: 200 },
    );
    expect(counts.same).to.be.greaterThan(100);
    expect(counts.hidden).to.be.greaterThan(5);
  });
});
