import { isObject } from "../../policies/text/isObject.js";

type Form = (value: unknown) => boolean;

const isOne: Form = (value) => typeof value !== "object" || value === null;
const isSome: Form = (value) => isOne(value) || (Array.isArray(value) && value.every(isOne));
const hasEach =
  (form: Form): Form =>
  (value) =>
    isObject(value) && Object.values(value).every(form);
const isOneOf =
  (...values: readonly unknown[]): Form =>
  (value) =>
    values.includes(value);
const isPrincipal: Form = (value) => isOne(value) || hasEach(isSome)(value);

const elements: Readonly<Record<string, Form>> = {
  Version: isOneOf("2012-10-17", "2008-10-17"),
  Id: isOne,
  Statement: () => true,
};

const ofStatements: Readonly<Record<string, Form>> = {
  Sid: isOne,
  Effect: isOneOf("Allow", "Deny"),
  Principal: isPrincipal,
  NotPrincipal: isPrincipal,
  Action: isSome,
  NotAction: isSome,
  Resource: isSome,
  NotResource: isSome,
  Condition: hasEach(hasEach(isSome)),
};

/** In the place of what no policy has: a policy with it is refused, as it was before. */
const refused = { Redacted: "" };

/** Of a policy in JSON, what policies have. */
export function policyElements(policy: unknown): unknown {
  const kept = known(policy, elements);
  if (!isObject(kept) || !Object.hasOwn(kept, "Statement")) return kept;
  const statements = kept["Statement"];
  const each = (statement: unknown) => known(statement, ofStatements);
  return { ...kept, Statement: Array.isArray(statements) ? statements.map(each) : each(statements) };
}

function known(value: unknown, forms: Readonly<Record<string, Form>>): unknown {
  if (!isObject(value)) return refused;
  const entries = Object.entries(value);
  const kept = entries.filter(([name, inner]) => Object.hasOwn(forms, name) && forms[name]!(inner));
  return { ...Object.fromEntries(kept), ...(kept.length < entries.length && refused) };
}
