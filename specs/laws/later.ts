import { ownMember } from "../../policies/text/ownMember.js";

/** How many times each plan is filled. */
export const fillings = 3;

export type Values = Readonly<Record<string, unknown>>;

/** A value that is known only after apply, with its value in each filling. */
export class Later {
  readonly values: readonly unknown[];
  /** what the configuration says of it; absent where it is not written, as for an ARN that AWS makes */
  readonly references: readonly string[] | undefined;

  constructor(values: readonly unknown[], references?: readonly string[]) {
    this.values = values;
    this.references = references;
  }
}

/** The value as it is in one filling. */
export function filled(value: unknown, filling: number): unknown {
  if (value instanceof Later) return filled(value.values[filling], filling);
  if (Array.isArray(value)) return value.map((item) => filled(item, filling));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, filled(inner, filling)]));
}

export const hasLater = (value: unknown): boolean =>
  value instanceof Later ||
  (typeof value === "object" && value !== null && Object.values(value).some(hasLater));

/** The value as a plan prints it: an unknown member is missing, an unknown item is null, and a mask marks both. */
export function planned(value: unknown): { readonly value: unknown; readonly mask: unknown } {
  if (value instanceof Later) return { value: undefined, mask: true };
  if (Array.isArray(value)) {
    const items = value.map(planned);
    return { value: items.map((item) => item.value ?? null), mask: items.map(({ mask }) => mask) };
  }
  if (typeof value !== "object" || value === null) return { value, mask: false };
  const members = Object.entries(value).map(([name, inner]) => ({ name, ...planned(inner) }));
  const shown = members.filter((one) => one.value !== undefined);
  const hidden = members.filter(({ mask }) => hasTrue(mask));
  return {
    value: Object.fromEntries(shown.map((one) => [one.name, one.value])),
    mask: Object.fromEntries(hidden.map((one) => [one.name, one.mask])),
  };
}

const hasTrue = (mask: unknown): boolean =>
  mask === true || (typeof mask === "object" && mask !== null && Object.values(mask).some(hasTrue));

/** The attributes that are blocks, whose attributes the configuration lists one by one. */
const blocks: ReadonlySet<string> = new Set([
  "statement",
  "condition",
  "principals",
  "not_principals",
  "inline_policy",
]);

/** The expressions of the configuration: constants, and references where something is known only later. */
export const expressions = (values: Values): Values =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]): readonly (readonly [string, unknown])[] => {
      if (value === null || (value instanceof Later && value.references === undefined)) return [];
      if (blocks.has(name) && Array.isArray(value))
        return [[name, value.map((block: Values) => expressions(block))]];
      return [[name, hasLater(value) ? { references: referencesOf(value) } : constant(value)]];
    }),
  );

/** The configuration reads constants as templates. */
const constant = (value: unknown): Values => ({ constant_value: escaped(value) });

function escaped(value: unknown): unknown {
  if (typeof value === "string") return value.replaceAll(/[$%](?=\{)/g, "$&$&");
  if (Array.isArray(value)) return value.map(escaped);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, escaped(inner)]));
}

function referencesOf(value: unknown): readonly string[] {
  if (value instanceof Later) return value.references ?? [];
  if (typeof value !== "object" || value === null) return [];
  return Object.keys(value).flatMap((key) => referencesOf(ownMember(value, key)));
}

/** A reference as terraform prints it, followed by its prefix. */
export const reference = (address: string, attribute: string): readonly string[] => [
  `${address}.${attribute}`,
  address,
];
