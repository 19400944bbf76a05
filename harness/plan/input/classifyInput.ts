import type { Diagnostic } from "../../../policies/text/diagnostic.js";
import { isObject } from "../../../policies/text/isObject.js";
import { isCdktf } from "../configuration/jsonBlocks.js";
import { readJsonConfiguration } from "../configuration/readJsonConfiguration.js";
import type { Input } from "../resources/input.js";
import schema from "../resources/plan.schema.json" with { type: "json" };
import type { PlanJson, StateJson } from "../resources/planJson.js";
import { matchSchema, type Schema, type SchemaMismatch } from "./matchSchema.js";
import { showPlanCommand } from "./showPlanCommand.js";
import { withoutSensitiveVariables } from "./withoutSensitiveVariables.js";

type JsonObject = Readonly<Record<string, unknown>>;

/** An input that is read, or what it is instead: `is` goes on after the name of the file. */
export type Classified =
  | { readonly input: Input; readonly notes: readonly Diagnostic[] }
  | { readonly code: string; readonly is: string; readonly hint: string };

/** Determines by its keys what a JSON value is; `text` is its source. */
export function classifyInput(value: unknown, text: string): Classified {
  if (!isObject(value)) return unknownJson(Array.isArray(value) ? "a JSON list" : "a single JSON value");
  if (isPlan(value)) return readPlan(value, []);
  if (isState(value)) return readState(value);
  if (has(value, "@level")) return planLog;
  if (has(value, "Statement")) return { input: { kind: "policy", text, json: value }, notes: [] };
  const wrapped = wrappedPlans(value);
  if (wrapped.length === 1) return readPlan(wrapped[0]!.plan, [unwrapped(wrapped[0]!.path)]);
  if (wrapped.length > 1) return severalPlans(wrapped.map(({ path }) => path));
  if (isCdktf(value)) return cdktf(value);
  return others.find(({ matches }) => matches(value)) ?? unknownJson(keysOf(value));
}

/** The answer for a log line of `terraform plan -json`. */
export const planLog = {
  code: "plan-log",
  is: "is the log that `terraform plan -json` prints, which holds no policies",
  hint: `save the plan and show it: \`terraform plan -out=tfplan\`, then ${showPlanCommand}`,
};

const has = (value: JsonObject, ...keys: readonly string[]): boolean =>
  keys.every((key) => Object.hasOwn(value, key));

const isPlan = (value: JsonObject): boolean => has(value, "resource_changes") || has(value, "planned_values");

const isState = (value: JsonObject): boolean => has(value, "format_version", "values");

function readPlan(value: JsonObject, notes: readonly Diagnostic[]): Classified {
  const misfit = majorMisfit(value, "plan") ?? shapeMisfit(value, schema as Schema);
  if (misfit !== undefined) return misfit;
  const plan = withoutSensitiveVariables(value as PlanJson);
  if (plan.errored === true) return errored;
  return { input: { kind: "plan", plan }, notes };
}

function readState(value: JsonObject): Classified {
  const shape = { ...(schema as Schema), ...schema.definitions.StateJson };
  const misfit = majorMisfit(value, "state") ?? shapeMisfit(value, shape as Schema);
  return misfit ?? { input: { kind: "state", state: value as StateJson }, notes: [] };
}

const errored = {
  code: "errored-plan",
  is: "is a plan that ended in an error, so it holds only some of the changes",
  hint: `correct the error that \`terraform plan\` prints, then plan again and ${showPlanCommand}`,
};

/** HashiCorp: unknown keys are to be ignored, an unknown major version is to be refused. */
function majorMisfit(value: JsonObject, what: "plan" | "state"): Classified | undefined {
  const version = value["format_version"];
  if (version === undefined || (typeof version === "string" && /^[01]\./.test(version))) return undefined;
  const shown =
    typeof version === "string" && /^[\w.-]{1,20}$/.test(version)
      ? `\`${version}\``
      : "that is not a version";
  return {
    code: "format-version",
    is: `is a ${what} with a format_version ${shown}; 0.x and 1.x are supported`,
    hint: "use a newer planproof, or the terraform (0.12 or later) whose JSON it reads",
  };
}

function shapeMisfit(value: JsonObject, shape: Schema): Classified | undefined {
  const misfit = matchSchema(value, shape);
  return misfit && malformed(misfit);
}

/** By the names that JSON Schema has for them. */
const kinds: Readonly<Record<string, string>> = {
  string: "a string",
  array: "a list",
  object: "an object",
  number: "a number",
  boolean: "a flag",
  value: "a value",
};

const malformed = ({ pointer, expected, found }: SchemaMismatch): Classified => ({
  code: "malformed-plan",
  is: `looks like a plan or state, but at \`${pointer || "/"}\` there is ${kinds[found] ?? found} in place of ${kinds[expected] ?? expected}`,
  hint: `give it exactly as terraform printed it: ${showPlanCommand}`,
});

/** Fixtures for OPA and conftest wrap plans as `{"input": PLAN}` or `{"mock": {"name": PLAN}}`. */
const wrappedPlans = (value: JsonObject): readonly { path: string; plan: JsonObject }[] =>
  ["input", "mock", "plan"].flatMap((key) => {
    const inner = has(value, key) ? value[key] : undefined;
    if (!isObject(inner)) return [];
    if (isPlan(inner)) return [{ path: key, plan: inner }];
    return Object.entries(inner).flatMap(([name, plan]) =>
      isObject(plan) && isPlan(plan) ? [{ path: `${key}.${name}`, plan }] : [],
    );
  });

const unwrapped = (path: string): Diagnostic => ({
  code: "wrapped-plan",
  severity: "warning",
  message: `the plan was found inside \`${path}\``,
  hint: `for a real run give the output of ${showPlanCommand} itself`,
});

function cdktf(value: JsonObject): Classified {
  const { plan, notes } = readJsonConfiguration(value);
  return { input: { kind: "cdktf", plan }, notes };
}

const severalPlans = (paths: readonly string[]): Classified => ({
  code: "several-documents",
  is: `holds several plans: ${paths.map((path) => `\`${path}\``).join(", ")}`,
  hint: "give each plan in a separate file",
});

/** Other JSON that users give by mistake. */
const others: readonly { matches: (value: JsonObject) => boolean; code: string; is: string; hint: string }[] =
  [
    {
      matches: (value) => has(value, "@level"),
      code: "plan-log",
      is: "is the log that `terraform plan -json` prints, which holds no policies",
      hint: `save the plan and show it: \`terraform plan -out=tfplan\`, then ${showPlanCommand}`,
    },
    {
      matches: (value) => has(value, "version") && (has(value, "lineage") || has(value, "serial")),
      code: "raw-state",
      is: "is a raw terraform.tfstate, whose layout is private to terraform",
      hint: "give the output of `terraform show -json` in its directory, or `terraform show -json terraform.tfstate > state.json`",
    },
    {
      matches: (value) =>
        has(value, "format_version") && Object.keys(value).every((key) => /_version$/.test(key)),
      code: "empty-state",
      is: "is an empty state: terraform has nothing to show",
      hint: `name the plan file, which is easily forgotten: ${showPlanCommand}`,
    },
  ];

const unknownJson = (seen: string): Classified => ({
  code: "unknown-json",
  is: `is not a plan, state or policy document: it holds ${seen}`,
  hint: `make a plan with ${showPlanCommand}, or give one IAM policy document`,
});

function keysOf(value: JsonObject): string {
  const keys = Object.keys(value);
  if (keys.length === 0) return "an empty object";
  const shown = keys.slice(0, 3).map((key) => `\`${key.slice(0, 40)}\``);
  return `an object with ${shown.join(", ")}${keys.length > 3 ? " and other keys" : ""}`;
}
