import { isObject } from "../../policies/text/isObject.js";
import { unsupportedPolicies } from "../plan/policies/unsupportedPolicies.js";
import type { Attributes, Change, ResourceChange, ResourceValues } from "../plan/resources/planJson.js";
import type { Resource } from "../plan/resources/resource.js";
import { changedMark, type Read } from "./readAttributes.js";
import { marksAny, redactMask } from "./redactMask.js";
import { hiddenPolicy, redactAttributes } from "./redactValue.js";
import type { ReferencedNames } from "./referencedNames.js";
import type { SensitiveMarks } from "./sensitiveMarks.js";
import type { ShownResource } from "./shownResources.js";

/** What is known of the whole plan. */
export interface RedactContext {
  readonly names: ReferencedNames;
  readonly marks: SensitiveMarks;
  readonly comparedTags: ReadonlySet<string>;
  /** the address under which a resource is known at all times */
  readonly addressOf: (address: string) => string;
  /** called with the place of what planproof reads and does not find any more */
  readonly onLoss: (place: string) => void;
}

const resourceParts = "address mode type name module_address previous_address deposed deposed_key".split(" ");

/** Names that are not checked when a plan is read are kept only where they have the type of a plan. */
const partsOf = <T extends ResourceChange | ResourceValues>(resource: T): T =>
  Object.fromEntries(
    [...resourceParts, "index"]
      .filter((name) => Object.hasOwn(resource, name))
      .filter(
        (name) =>
          typeof resource[name] === "string" || (name === "index" && Number.isInteger(resource[name])),
      )
      .map((name) => [name, resource[name]]),
  ) as T;

/** A resource of a state, or as it will be. */
export function redactResource(
  resource: ResourceValues,
  wholeAddress: string,
  context: RedactContext,
): ResourceValues {
  const { type, name, values, sensitive_values: marked } = resource;
  const address = context.addressOf(wholeAddress);
  const one: ShownResource = { type, name, address, values, sensitive: marked };
  const sensitive = context.marks.maskOf(one);
  return {
    ...partsOf(resource),
    ...(values && { values: valuesOf({ ...one, values }, sensitive, { ...context, resource }) }),
    ...(sensitive !== undefined && {
      sensitive_values: redactMask(sensitive, context.names.readOf(resource)),
    }),
  };
}

/** What is left of a change, which is still seen to change something. */
export function redactChange(resource: ResourceChange, context: RedactContext): ResourceChange {
  const { actions, before, after, after_unknown: unknown, ...own } = resource.change;
  const { type, name } = resource;
  const read = context.names.readOf(resource);
  const address = context.addressOf(resource.address);
  const was: ShownResource = { type, name, address, values: before, sensitive: own.before_sensitive };
  const is: ShownResource = { type, name, address, values: after, sensitive: own.after_sensitive };
  const masks = {
    before_sensitive: context.marks.maskOf(was),
    after_sensitive: context.marks.maskOf(is),
  };
  const past =
    before && valuesOf({ ...was, values: before }, masks.before_sensitive, { ...context, resource });
  const now =
    after &&
    valuesOf({ ...is, values: after }, masks.after_sensitive, {
      ...context,
      resource,
      before: before ?? undefined,
    });
  const isChanged = before && after && isOther(before, after) && !isOther(past, now);
  return {
    ...partsOf(resource),
    change: {
      ...(Array.isArray(actions) && { actions: actions.filter((one) => typeof one === "string") }),
      ...(before !== undefined && { before: past ?? null }),
      ...(after !== undefined && {
        after: now ? { ...now, ...(isChanged && { [changedMark]: "changed" }) } : null,
      }),
      ...(unknown !== undefined && { after_unknown: unknownOf(unknown, read) }),
      ...masksOf(masks, read),
    },
  };
}

interface Around extends RedactContext {
  readonly resource: ResourceValues | ResourceChange;
  readonly before?: Attributes | undefined;
}

function valuesOf(
  { address, values, sensitive: marked }: ShownResource & { readonly values: Attributes },
  sensitive: unknown,
  { resource, before, names, marks, comparedTags, onLoss }: Around,
): Attributes {
  const read = names.readOf(resource);
  return {
    ...unreadPolicies(resource, values, read),
    ...redactAttributes(values, read, {
      ...{ sensitive, marked, past: before, comparedTags },
      hasSecret: (text) => marks.hasSecret(text, address),
      onLoss: (attribute) => onLoss(`${resource.address}.${attribute}`),
    }),
  };
}

const isOther = (one: unknown, other: unknown): boolean => JSON.stringify(one) !== JSON.stringify(other);

const masksOf = (masks: Pick<Change, "before_sensitive" | "after_sensitive">, read: Read): Partial<Change> =>
  Object.fromEntries(
    (["before_sensitive", "after_sensitive"] as const)
      .filter((name) => masks[name] !== undefined)
      .map((name) => [name, redactMask(masks[name], read)]),
  );

/** A resource with anything unknown is not the same as before, although it is not seen what. */
function unknownOf(unknown: unknown, read: Read): unknown {
  const kept = redactMask(unknown, read);
  return isObject(kept) && marksAny(unknown) && !marksAny(kept) ? { ...kept, [changedMark]: true } : kept;
}

/** The attributes that are left out and seem to hold a policy: that there are some is not forgotten. */
function unreadPolicies(
  { mode, type }: ResourceValues | ResourceChange,
  values: Attributes,
  read: Read,
): Attributes {
  const left = Object.entries(values).filter(([name]) => !read.members.has(name));
  const resource = { mode, type, address: "", values: Object.fromEntries(left) } as Resource;
  return Object.fromEntries(unsupportedPolicies([resource]).map((place) => [place.slice(1), hiddenPolicy]));
}
