import { groupBy } from "../../harness/plan/resources/groupBy.js";
import type { Values } from "./wireValue.js";

/**
 * The JSON of `aws_iam_policy_document`, as the AWS provider renders it: lists of one become strings, longer ones
 * are sorted downwards, `&{` becomes `${`, and statements of one Sid replace each other.
 *
 * @throws Error when two statements of the data source itself have one Sid
 *
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document
 */
export function renderPolicyDocument(config: Values): object {
  const own = blocks(config["statement"]).map(statement);
  const sids = own.map(({ Sid }) => Sid).filter((sid) => sid !== undefined);
  if (new Set(sids).size < sids.length) throw new Error("two statements have the same Sid");
  const sources = documents([config["source_json"], ...texts(config["source_policy_documents"])]);
  const overrides = documents([...texts(config["override_policy_documents"]), config["override_json"]]);
  const statements = [...sources, { Statement: own }, ...overrides].flatMap(({ Statement }) =>
    [Statement ?? []].flat(),
  );
  return {
    Version: config["version"] ?? "2012-10-17",
    ...(config["policy_id"] ? { Id: config["policy_id"] } : {}),
    ...(statements.length > 0 && { Statement: replaced(statements) }),
  };
}

const blocks = (value: unknown): readonly Values[] => (value ?? []) as readonly Values[];
const texts = (value: unknown): readonly string[] => (value ?? []) as readonly string[];

const documents = (all: readonly unknown[]): readonly { readonly Statement?: Values | readonly Values[] }[] =>
  all.filter((text) => typeof text === "string" && text !== "").map((text) => JSON.parse(text as string));

/** A later statement of the same Sid takes the place of the first one. */
function replaced(statements: readonly Values[]): readonly Values[] {
  const bySid = new Map(statements.map((one, index) => [one["Sid"] ?? index, one]));
  return [...bySid.values()];
}

const statement = (block: Values): Values => ({
  ...(block["sid"] ? { Sid: block["sid"] } : {}),
  Effect: block["effect"] ?? "Allow",
  ...listed("Action", block["actions"]),
  ...listed("NotAction", block["not_actions"]),
  ...listed("Resource", block["resources"]),
  ...listed("NotResource", block["not_resources"]),
  ...principals("Principal", blocks(block["principals"])),
  ...principals("NotPrincipal", blocks(block["not_principals"])),
  ...conditions(blocks(block["condition"])),
});

const variable = (text: string): string => text.replaceAll("&{", () => "${");

const oneOrMany = (values: readonly string[]): string | readonly string[] =>
  values.length === 1 ? values[0]! : values.toSorted().toReversed();

function listed(name: string, values: unknown): Values {
  const all = texts(values).map(variable);
  return all.length === 0 ? {} : { [name]: oneOrMany(all) };
}

function principals(name: string, all: readonly Values[]): Values {
  if (all.length === 0) return {};
  const [only] = all;
  const everyone = all.length === 1 && only!["type"] === "*" && texts(only!["identifiers"]).join() === "*";
  if (everyone) return { [name]: "*" };
  const byType = groupBy(all, ({ type }) => String(type));
  const entries = [...byType].map(([type, same]) => [
    type,
    oneOrMany(same.flatMap(({ identifiers }) => texts(identifiers).map(variable))),
  ]);
  return { [name]: Object.fromEntries(entries) };
}

function conditions(all: readonly Values[]): Values {
  const byTest: Record<string, Record<string, string | readonly string[]>> = {};
  for (const { test, variable: key, values } of all) {
    const keys = byTest[String(test)] ?? {};
    byTest[String(test)] = keys;
    const name = variable(String(key));
    const together = [...[keys[name] ?? []].flat(), ...texts(values).map(variable)];
    keys[name] = together.length === 1 ? together[0]! : together;
  }
  return all.length === 0 ? {} : { Condition: byTest };
}
