import { exampleArn } from "../../reference/exampleArn.js";
import type { ActionReference, ResourceTypeReference } from "../../reference/serviceReference.js";
import type { Pattern } from "../sets/pattern.js";
import { templatePattern } from "./templatePattern.js";

/** The resources of one ARN template in one partition; what is derived from the template is made when asked for. */
export class ResourceKind {
  /** the ARN template, or `*` for requests on no specific resource */
  readonly template: string;
  readonly #text: string;
  #pattern: Pattern | undefined;

  /** @param partition where they are; undefined for any partition */
  constructor(template: string, partition = "${Partition}") {
    this.template = template;
    this.#text = template.replace("${Partition}", partition);
  }

  get pattern(): Pattern {
    this.#pattern ??= templatePattern(this.#text);
    return this.#pattern;
  }

  /** a readable resource */
  get example(): string {
    return exampleArn(this.#text);
  }
}

/** How requests for an action on one kind of resource look. */
export interface RequestKind {
  readonly resource: ResourceKind;
  /** the keys that the action lists, and those that the type lists */
  readonly keys: readonly (readonly string[])[];
}

/**
 * The kinds of resource that an action is requested on: `*` as well where the action requires no type.
 *
 * @param resourceOf the resources of a template
 */
export const kindsOf = (
  { resourceTypes, conditionKeys }: ActionReference,
  resourceOf: (template: string) => ResourceKind,
): readonly RequestKind[] => [
  ...resourceTypes.toSorted(byPlainness).flatMap((type) =>
    type.arnTemplates.map((template) => ({
      resource: resourceOf(template),
      keys: [conditionKeys, type.conditionKeys],
    })),
  ),
  ...(resourceTypes.some(({ required }) => required)
    ? []
    : [{ resource: resourceOf("*"), keys: [conditionKeys] }]),
];

/** Types that the action requires come first, then those whose ARN has fewer placeholders. */
const byPlainness = (one: ResourceTypeReference, other: ResourceTypeReference): number =>
  Number(other.required) - Number(one.required) || variablesIn(one) - variablesIn(other);

const variablesIn = ({ arnTemplates: [template = ""] }: ResourceTypeReference): number =>
  template.split("${").length;
