import fc from "fast-check";
import type { PlanJson } from "../../../harness/plan/resources/planJson.js";
import { allow, trust } from "../plan/plans.js";
import { canary, isListed, kept, plantedBlocks, plantedValues } from "./plantedValues.js";

const role = "arn:aws:iam::111122223333:role/same";
const policy = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Principal: { AWS: role }, Action: "*", Resource: "*" },
    { Effect: "Deny", Principal: "*", Action: "s3:DeleteBucket", Resource: "*" },
  ],
});

/** A value that planproof reads of a listed path, such as one that names another resource of the plan. */
const readValue = (type: string, path: string): fc.Arbitrary<unknown> => {
  const listed = path.replace(" (role)", "");
  if (listed.endsWith("(map)"))
    return fc.constantFrom<unknown>({ team: "a" }, { team: "b", stage: "x" }, null);
  if (listed.endsWith("(roles)"))
    return fc.constantFrom(
      JSON.stringify({ jobRoleArn: role, environment: [{ name: "K", value: canary }] }),
      "{",
      null,
    );
  if (listed.endsWith("(presence)")) return fc.constantFrom<unknown>(true, false, [{ a: canary }], [], null);
  if (listed.endsWith("(blocks)"))
    return fc.constantFrom<unknown>([{ actions: ["s3:*"], resources: ["*"] }], []);
  if (/\(document/.test(listed))
    return fc.constantFrom(allow("s3:GetObject"), allow("iam:*"), policy, trust, "", null);
  if (/arns$/.test(listed)) return fc.constantFrom<unknown>([role], [`${role}2`, role], []);
  if (/arn$/.test(listed))
    return fc.constantFrom<unknown>(
      role,
      `arn:aws:s3:::same`,
      `arn:aws:x:eu-west-1:111122223333:${type}/same`,
      null,
    );
  // shown for no value
  if (listed === "event_source_token") return fc.constant(null);
  if (/^(?:users|groups|roles)$/.test(listed))
    return fc.constantFrom<unknown>(["same"], ["same", "other"], []);
  if (/^(?:block|ignore|restrict)_/.test(listed)) return fc.boolean();
  return fc.constantFrom<unknown>("same", "other", "*", null);
};

interface Part {
  readonly path: readonly string[];
  readonly value: unknown;
  readonly mark: "known" | "unknown" | "sensitive" | "absent" | "changed" | "written";
}

const marks = ["known", "known", "known", "unknown", "absent", "changed", "written", "sensitive"] as const;

const partOf = (type: string, listed: string): fc.Arbitrary<Part> =>
  fc
    .record({
      path: fc.constant(listed.replace(/ .*/s, "").split(".")),
      value: readValue(type, listed),
      mark: fc.constantFrom(...marks),
    })
    .map(({ value, ...rest }) => ({ ...rest, value: rest.mark === "sensitive" ? ofSecrets(value) : value }));

/** Of strings that are in no other value. */
function ofSecrets(value: unknown): unknown {
  if (typeof value === "string" && value !== "")
    return value.startsWith("{") ? value.replace("{", '{"Id":"hidden-1",') : `${value}-hidden-1`;
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).map(([name, one]) => [name, ofSecrets(one)] as const);
  return Array.isArray(value) ? members.map(([, one]) => one) : Object.fromEntries(members);
}

/** Blocks on the way are lists of one. */
function put(into: Record<string, unknown>, [name = "", ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    into[name] = value;
    return;
  }
  const blocks = (Array.isArray(into[name]) ? into[name] : [{}]) as Record<string, unknown>[];
  into[name] = blocks;
  put(blocks[0]!, rest, value);
}

function tree(parts: readonly Part[], of: (part: Part) => unknown): Record<string, unknown> {
  const made: Record<string, unknown> = {};
  for (const part of parts) {
    const value = of(part);
    if (value !== undefined) put(made, part.path, value);
  }
  return made;
}

const isShown = ({ mark }: Part): boolean => mark !== "unknown" && mark !== "absent";

const resourceOf = (type: string, listed: readonly string[]) =>
  fc
    .record({
      parts: fc.tuple(...["arn", "region", ...listed].map((one) => partOf(type, one))),
      mode: dataTypes.has(type)
        ? fc.constant("data")
        : fc.constantFrom("managed", "managed", "managed", "data"),
      isNew: fc.boolean(),
      to: fc.constantFrom(
        "aws_iam_role.same.arn",
        "aws_s3_bucket.same.id",
        "aws_db_instance.same.endpoint",
        "var.x",
      ),
    })
    .map(({ parts, mode, isNew, to }) => {
      const shown = tree(parts, (part) => (isShown(part) ? part.value : undefined));
      const after = { ...planted(type), ...shown };
      const past = tree(parts, (part) =>
        part.mark === "changed" ? null : isShown(part) ? part.value : undefined,
      );
      const mask = (mark: Part["mark"]) => tree(parts, (part) => (part.mark === mark ? true : undefined));
      const written = parts.filter(({ mark }) => mark !== "absent");
      return {
        change: {
          address: `${mode === "data" ? "data." : ""}${type}.same`,
          ...{ mode, type, name: "same" },
          change: {
            actions: [isNew ? "create" : "update"],
            before: isNew ? null : { ...after, ...past },
            after,
            after_unknown: mask("unknown"),
            before_sensitive: mask("sensitive"),
            after_sensitive: mask("sensitive"),
          },
        },
        written: {
          address: `${mode === "data" ? "data." : ""}${type}.same`,
          ...{ mode, type, name: "same", provider_config_key: "aws" },
          expressions: tree(written, ({ mark, value }) =>
            mark === "known" ? { constant_value: value } : { references: [to] },
          ),
        },
      };
    });

/** Only data sources are of these. */
const dataTypes: ReadonlySet<string> = new Set([
  ...["aws_iam_policy_document", "aws_cloudwatch_event_buses", "aws_caller_identity", "aws_region"],
]);

/** Some of what is planted. */
const planted = (type: string): object =>
  Object.fromEntries(
    [plantedValues(type), plantedBlocks(type)].flatMap((all) =>
      Object.entries(all).filter(([name], at) => at % 29 === type.length % 29 && !isListed(type, name)),
    ),
  );

/** Plans with a resource of each type of some, with values, marks and references of all kinds. */
export const madeUpPlan = (types: number): fc.Arbitrary<PlanJson> =>
  fc
    .shuffledSubarray([...kept.keys()], { minLength: types, maxLength: types })
    .chain((some) => fc.tuple(...some.map((type) => resourceOf(type, kept.get(type)!))))
    .map(
      (all) =>
        ({
          format_version: "1.2",
          resource_changes: all.map(({ change }) => change),
          configuration: {
            root_module: { resources: all.map(({ written }) => written), variables: { x: {} } },
          },
        }) as unknown as PlanJson,
    );
