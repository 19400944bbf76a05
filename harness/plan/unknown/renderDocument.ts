import { ownMember } from "../../../policies/text/ownMember.js";

type Json = Readonly<Record<string, unknown>>;

/** What an `aws_iam_policy_document` is merged with, each document as parsed JSON, in order. */
export interface MergedDocuments {
  /** `source_json` or `source_policy_documents` */
  readonly sources: readonly unknown[];
  /** `override_policy_documents` and `override_json` */
  readonly overrides: readonly unknown[];
}

/**
 * The document that the data source `aws_iam_policy_document` makes of its arguments, as JSON.
 *
 * Lists of one become a string and longer ones are sorted backwards; `&{` becomes `${` everywhere but in
 * actions; an effect that is missing is Allow. A later statement replaces an earlier one with the same Sid.
 *
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document
 */
export function renderDocument(values: Json, { sources, overrides }: MergedDocuments): Json {
  const own = {
    Version: text(values.version) ?? "2012-10-17",
    ...(text(values.policy_id) !== undefined && { Id: values.policy_id }),
    Statement: list(values.statement).map(renderStatement),
  };
  return [...sources, own, ...overrides].reduce<Json>(merge, {});
}

const text = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const strings = (value: unknown): readonly string[] => list(value).filter((item) => typeof item === "string");

/** What is planned has no string twice, but what is written may. */
const setOf = (value: unknown): readonly string[] => [...new Set(strings(value))];

function merge(into: Json, document: unknown): Json {
  const [version, newer] = [text(into.Version) ?? "", text(ownMember(document, "Version")) ?? ""];
  const id = text(ownMember(document, "Id")) ?? into.Id;
  const statements = [...list(into.Statement)];
  for (const statement of [ownMember(document, "Statement") ?? []].flat()) {
    const sid = text(ownMember(statement, "Sid"));
    const same = sid === undefined ? -1 : statements.findIndex((one) => ownMember(one, "Sid") === sid);
    if (same < 0) statements.push(statement);
    else statements[same] = statement;
  }
  return {
    Version: newer > version ? newer : version,
    ...(id !== undefined && { Id: id }),
    Statement: statements,
  };
}

function renderStatement(block: unknown): Json {
  const of = (name: string) => ownMember(block, name);
  return {
    ...(text(of("sid")) !== undefined && { Sid: of("sid") }),
    Effect: text(of("effect")) ?? "Allow",
    ...element("Action", setOf(of("actions"))),
    ...element("NotAction", setOf(of("not_actions"))),
    ...element("Resource", setOf(of("resources")).map(variables)),
    ...element("NotResource", setOf(of("not_resources")).map(variables)),
    ...principalElement("Principal", list(of("principals"))),
    ...principalElement("NotPrincipal", list(of("not_principals"))),
    ...conditionElement(list(of("condition"))),
  };
}

/** Terraform's way to write a policy variable, where `${` would be its own. */
const variables = (value: string): string => value.replaceAll("&{", "${");

const element = (name: string, values: readonly string[]): Json =>
  values.length === 0 ? {} : { [name]: oneOrMany(backwards(values)) };

const oneOrMany = (values: readonly string[]): string | readonly string[] =>
  values.length === 1 ? values[0]! : values;

const backwards = (values: readonly string[]): readonly string[] => [...values].sort().reverse();

function principalElement(name: string, blocks: readonly unknown[]): Json {
  if (blocks.length === 0) return {};
  const types = new Map<string, string | readonly string[]>();
  for (const block of blocks) {
    const type = String(ownMember(block, "type"));
    const identifiers = backwards(setOf(ownMember(block, "identifiers")).map(variables));
    if (type === "*" && identifiers.length === 1 && identifiers[0] === "*") return { [name]: "*" };
    const known = types.get(type);
    const all = [...[known ?? []].flat(), ...identifiers];
    types.set(type, known === undefined ? oneOrMany(all) : all);
  }
  return { [name]: Object.fromEntries(types) };
}

function conditionElement(blocks: readonly unknown[]): Json {
  if (blocks.length === 0) return {};
  const tests = new Map<string, Map<string, readonly string[]>>();
  for (const block of blocks) {
    const [test, key] = [String(ownMember(block, "test")), String(ownMember(block, "variable"))];
    const keys = tests.get(test) ?? new Map<string, readonly string[]>();
    const values = strings(ownMember(block, "values")).map(variables);
    tests.set(test, keys.set(key, [...(keys.get(key) ?? []), ...values]));
  }
  const printed = [...tests].map(([test, keys]) => [
    test,
    Object.fromEntries([...keys].map(([key, values]) => [key, oneOrMany(values)])),
  ]);
  return { Condition: Object.fromEntries(printed) as Json };
}
