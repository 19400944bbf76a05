import { ownMember } from "../../../policies/text/ownMember.js";
import { evaluateTemplate } from "../hcl/evaluateTemplate.js";
import { type FindOnce, memoizeByName } from "../hcl/memoizeByName.js";
import { type Key, Open, type PartialValue, walk } from "../hcl/partialValue.js";
import type { Scope } from "../hcl/scope.js";

/** What a template may name and have without planning. */
export interface InstanceScope {
  /** the instance of a for_each; its value may be unknown */
  readonly each?: { readonly key: string; readonly value: unknown };
  /** the instance of a count */
  readonly index?: number;
  /** the values of `locals` as they are written */
  readonly locals: unknown;
}

/** The names that configuration tells by itself: locals, and the key and value of an instance. */
export function blockScope({ each, index, locals }: InstanceScope): Scope {
  const localNames = namesOfLocals(locals);
  const told: Readonly<Record<string, (name: Key) => PartialValue | undefined>> = {
    count: () => index,
    local: (name) => localNames(String(name)),
    each: (name) => {
      if (each === undefined || name === "key") return each?.key;
      return each.value === undefined ? undefined : evaluateTemplate(each.value, blockScope({ locals }));
    },
  };
  return (root, [name, ...rest], source) => {
    const value = name === undefined || !Object.hasOwn(told, root) ? undefined : told[root]!(name);
    return value === undefined ? new Open({ source, references: [source] }) : walk(value, rest);
  };
}

function namesOfLocals(locals: unknown): (name: string) => PartialValue | undefined {
  const isGiven = typeof locals === "object" && locals !== null;
  const once = (isGiven ? memories.get(locals) : undefined) ?? memoizeByName();
  if (isGiven) memories.set(locals, once);
  return (name) => {
    const value = ownMember(locals, name);
    return value === undefined
      ? undefined
      : once(name, () => evaluateTemplate(value, blockScope({ locals })));
  };
}

const memories = new WeakMap<object, FindOnce>();
