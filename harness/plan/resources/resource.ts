import { ownMember } from "../../../policies/text/ownMember.js";
import type { Address, ModuleStep } from "./address.js";

type Values = Readonly<Record<string, unknown>>;

/** One resource instance as it is at one time: before the change, or after it. */
export interface Resource extends Omit<Address, "attributes"> {
  /** as terraform writes it; the address of a deposed or forgotten object ends in a note */
  readonly address: string;
  readonly modules: readonly ModuleStep[];
  readonly values: Values;
  /** mirrors `values`: true where a value is known only after apply */
  readonly unknown: unknown;
  /** mirrors `values`: true where a value must not be shown */
  readonly sensitive: unknown;
}

/** The steps of `permissions_boundary[0].managed_policy_arn`. */
export const attributePath = (attribute: string): readonly (string | number)[] =>
  (attribute.match(/\w+/g) ?? []).map((step) => (/^\d+$/.test(step) ? Number(step) : step));

/** One step down; a block that may occur only once is a plain object in some inputs, and in a list in others. */
export const stepInto = (value: unknown, step: string | number): unknown =>
  typeof step === "number" && !Array.isArray(value) ? value : ownMember(value, step);

/** Whether a mask marks the place `path` leads to, or one above it. */
export function isMarked(mask: unknown, path: readonly (string | number)[]): boolean {
  let here = mask;
  for (const step of path) {
    if (here === true) return true;
    here = stepInto(here, step);
  }
  return here === true;
}

/** An attribute that is known and may be shown; undefined otherwise. */
export const shownValue = (resource: Resource, attribute: string): unknown =>
  isHidden(resource, attribute) ? undefined : ownMember(resource.values, attribute);

const isHidden = ({ unknown, sensitive }: Resource, attribute: string): boolean =>
  isMarked(unknown, [attribute]) || isMarked(sensitive, [attribute]);

/** The same for a string; an empty one counts as absent. */
export function shownString(resource: Resource, attribute: string): string | undefined {
  const value = shownValue(resource, attribute);
  return typeof value === "string" && value !== "" ? value : undefined;
}

/**
 * The same for a string with a default of the provider, which applies only where nothing else may: not in the
 * place of one that is unknown or sensitive.
 */
export const stringOrDefault = (
  resource: Resource,
  attribute: string,
  fallback: string,
): string | undefined =>
  isHidden(resource, attribute) ? undefined : (shownString(resource, attribute) ?? fallback);
