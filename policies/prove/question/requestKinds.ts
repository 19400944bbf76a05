import { exampleArn } from "../../reference/exampleNames.js";
import { isGlobalKey } from "../../reference/isGlobalKey.js";
import { namesKey } from "../../reference/namesKey.js";
import type {
  ActionReference,
  ResourceTypeReference,
  ServiceReference,
} from "../../reference/serviceReference.js";
import { type Pattern, plainLiteral } from "../sets/pattern.js";
import { templatePattern } from "./templatePattern.js";

/** How requests for an action on one kind of resource look. */
export interface RequestKind {
  /** the ARN template of the type, or `*` for requests on no particular resource */
  readonly template: string;
  /** the resources; made when it is asked for */
  readonly pattern: () => Pattern;
  /** one that people recognise */
  readonly example: () => string;
  /** keys that the action and the type list */
  readonly keys: readonly string[];
}

/**
 * The kinds of resource that an action is requested on: `*` as well where it can do without any type.
 *
 * @param partition where the resources are; undefined for any partition
 */
export const kindsOf = (
  { resourceTypes, conditionKeys }: ActionReference,
  partition: string | undefined,
): readonly RequestKind[] => [
  ...resourceTypes.toSorted(byPlainness).flatMap((type) =>
    type.arnTemplates.map((template) => ({
      template,
      pattern: () => templatePattern(inPartition(template, partition)),
      example: () => exampleArn(inPartition(template, partition)),
      keys: [...conditionKeys, ...type.conditionKeys],
    })),
  ),
  ...(resourceTypes.some(({ required }) => required)
    ? []
    : [{ template: "*", pattern: () => literalStar, example: () => "*", keys: conditionKeys }]),
];

const inPartition = (template: string, partition = "${Partition}"): string =>
  template.replace("${Partition}", partition);

const literalStar = plainLiteral("*");

/** Types that the action cannot do without come first, then those whose ARN has fewer parts to be filled. */
const byPlainness = (one: ResourceTypeReference, other: ResourceTypeReference): number =>
  Number(other.required) - Number(one.required) || variablesIn(one) - variablesIn(other);

const variablesIn = ({ arnTemplates: [template = ""] }: ResourceTypeReference): number =>
  template.split("${").length;

/** Whether a request may carry a key, in lower case: every request may, this kind may, or nobody can tell. */
export const supportsKey = (
  { keys }: Pick<RequestKind, "keys">,
  name: string,
  reference: ServiceReference,
): boolean =>
  isGlobalKey(name) || !reference.knowsKey(name) || keys.some((key) => namesKey(key.toLowerCase(), name));
