import { isObject } from "../../../policies/text/isObject.js";
import { ownMember } from "../../../policies/text/ownMember.js";
import { policyAttributesOf } from "../provider/policyAttributesOf.js";

type JsonObject = Readonly<Record<string, unknown>>;

/** One `resource` or `data` block of terraform configuration in JSON. */
export interface JsonBlock {
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  /** its own attributes and blocks, and what is for terraform itself, such as `count` and `//` */
  readonly body: JsonObject;
}

/** Whether a JSON value is terraform configuration, which CDKTF writes as `cdk.tf.json`. */
export function isCdktf(value: JsonObject): boolean {
  const blocks = kinds.map(([key]) => ownMember(value, key)).filter((block) => block !== undefined);
  const written = blocks.length > 0 && blocks.every(holdsBlocks);
  return written || (isObject(ownMember(value, "//")) && isObject(ownMember(value, "terraform")));
}

const kinds = [
  ["resource", "managed"],
  ["data", "data"],
] as const;

/** `{"aws_iam_role": {"job": {…}}}` */
const holdsBlocks = (block: unknown): boolean =>
  isObject(block) &&
  Object.entries(block).every(
    ([type, named]) =>
      /^[a-z][a-z0-9-]*_/.test(type) && isObject(named) && Object.values(named).every(isObject),
  );
/** Every block in the order written, resources before data sources. */
export const jsonBlocks = (value: JsonObject): readonly JsonBlock[] =>
  kinds.flatMap(([key, mode]) =>
    members(ownMember(value, key)).flatMap(([type, named]) =>
      members(named).map(([name, body]) => ({ mode, type, name, body: body as JsonObject })),
    ),
  );

/** The members of an object without `//`, which is for comments. */
export const members = (value: unknown): readonly (readonly [string, unknown])[] =>
  isObject(value) ? Object.entries(value).filter(([key]) => key !== "//") : [];

/** `data.aws_iam_policy_document.trust` */
export const blockAddress = ({ mode, type, name }: Omit<JsonBlock, "body">): string =>
  `${mode === "data" ? "data." : ""}${type}.${name}`;

/**
 * The attributes and nested blocks of a block. One nested block may be written without a list around it, as
 * CDKTF does where there is at most one; where policies are looked for it becomes the list that a plan has.
 */
export const attributesOf = ({ type, body }: JsonBlock): readonly (readonly [string, unknown])[] =>
  members(body)
    .filter(([key]) => !forTerraform.has(key))
    .map(([key, value]) => [key, isObject(value) && isListIn(type, key) ? [value] : value]);

const isListIn = (type: string, key: string): boolean =>
  (type === "aws_iam_policy_document" && key === "statement") ||
  policyAttributesOf(type).some(({ attribute }) => attribute.startsWith(`${key}[]`));

/** Source: https://developer.hashicorp.com/terraform/language/resources/syntax#meta-arguments */
const forTerraform: ReadonlySet<string> = new Set([
  "count",
  "for_each",
  "depends_on",
  "lifecycle",
  "provider",
  "provisioner",
  "connection",
  "dynamic",
]);

/** The nested blocks that a `dynamic` block makes, with what each is made of. */
export const dynamicBlocks = ({ body }: JsonBlock): readonly (readonly [string, unknown])[] =>
  members(ownMember(body, "dynamic"));
