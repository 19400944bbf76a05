import { ownMember } from "../../../policies/text/ownMember.js";
import { evaluateTemplate } from "../hcl/evaluateTemplate.js";
import type { Evaluation } from "../hcl/evaluation.js";
import { memoizeByName } from "../hcl/memoizeByName.js";
import { type PartialValue, Unknown, walk } from "../hcl/partialValue.js";
import type { Scope } from "../hcl/scope.js";

/** What a template may name and have without planning. */
export interface InstanceScope {
  /** the instance of a for_each; its value may be unknown */
  readonly each?: { readonly key: string; readonly value: unknown };
  /** the instance of a count */
  readonly index?: number;
  readonly locals: Locals;
}

/** The values of `locals`, by name. */
export type Locals = (name: string, evaluation: Evaluation) => PartialValue | undefined;

/** @param written the blocks `locals`, as one object in terraform's JSON syntax */
export function readLocals(written: unknown): Locals {
  const once = memoizeByName();
  const locals: Locals = (name, evaluation) => {
    const value = ownMember(written, name);
    return value === undefined
      ? undefined
      : once(name, () => evaluateTemplate(value, blockScope({ locals }), evaluation));
  };
  return locals;
}

/** The names that the configuration alone determines: locals, and the key and value of an instance. */
export function blockScope({ each, index, locals }: InstanceScope): Scope {
  const known: Readonly<Record<string, Locals>> = {
    count: () => index,
    local: locals,
    each: (name, evaluation) => {
      if (each === undefined || name === "key") return each?.key;
      return each.value === undefined
        ? undefined
        : evaluateTemplate(each.value, blockScope({ locals }), evaluation);
    },
  };
  return ({ root, path: [name, ...rest], source }, evaluation) => {
    const isKnown = name !== undefined && Object.hasOwn(known, root);
    const value = isKnown ? known[root]!(String(name), evaluation) : undefined;
    return value === undefined ? new Unknown({ source, references: [source] }) : walk(value, rest);
  };
}
