import { fillValue, fillVariables } from "../../generators/near/fillVariables.js";
import type { MaybeValue } from "../../generators/near/keyPool.js";
import type { Condition } from "../../policies/language/policyDocument.js";
import { exampleText, exampleValue, isMultivalued } from "../../policies/reference/exampleValue.js";
import { holds, withKey } from "./baseContext.js";
import type { Cell } from "./cell.js";
import type { StatementRequests } from "./statementRequests.js";
import { valueSides } from "./valueSides.js";

/** The cells of the conditions of a statement, asked with its actions and with those that carry the key. */
export const conditionCells = (near: StatementRequests, actions: readonly string[]): readonly Cell[] => [
  ...near.statement.conditions.flatMap((condition, at) => {
    const asked = [...new Set([...actions, ...near.actions.carrying(condition.key)])];
    const values = [...namedValues(condition, near), ...withoutVariables(near, at)];
    return values.map((one) => cellOf(near, at, { ...one, actions: asked }));
  }),
  ...sharedVariables(near, actions),
];

/** A request that all conditions let through with another value of a variable that several of them have. */
function sharedVariables(near: StatementRequests, actions: readonly string[]): readonly Cell[] {
  const { conditions } = near.parts.statement;
  const used = conditions.flatMap((_, at) => [...new Set(variablesOf(near, at))]);
  const shared = new Set(used.filter((key, at) => used.indexOf(key) < at));
  const asked = [...new Set([...actions, ...conditions.flatMap(({ key }) => near.actions.carrying(key))])];
  return [...shared].map((key) => ({
    name: `inside conditions: another value of \`${key}\``,
    *requests() {
      const refilled = near.withVariable(key, `${exampleText(key)}-2`);
      for (const action of asked) yield* refilled.of(action, refilled.resources.plain(action));
    },
  }));
}

interface NamedValue {
  readonly name: string;
  readonly value: MaybeValue;
  /** the key of a policy variable that the request does not say; @defaultValue none */
  readonly without?: string;
}

function cellOf(
  near: StatementRequests,
  at: number,
  { name, value, without, actions }: NamedValue & { readonly actions: readonly string[] },
): Cell {
  const { key } = near.statement.conditions[at]!;
  const full = withKey(near.base, key, value);
  const context = without === undefined ? full : withKey(full, without, undefined);
  // not every action has the keys of the variables, and what they are is idle without the key
  const bare = variablesOf(near, at).reduce((some, one) => withKey(some, one, undefined), context);
  const inside = holds(near.parts, at, context);
  return {
    name: `${inside ? "inside" : "outside"} condition ${at}: ${name}`,
    ...(!inside && { outside: at }),
    ...(value === "other" && { spare: "rare" as const }),
    *requests() {
      for (const some of value === undefined ? [context, bare] : [context])
        for (const action of actions)
          yield* near.of(action, [...near.resources.plain(action), ...near.ofOthers(action)], some);
      if (!near.parts.variables.has(key.toLowerCase()) || typeof value !== "string") return;
      const refilled = near.withVariable(key, value);
      const changed = withKey(refilled.base, key, value);
      for (const action of actions) yield* refilled.of(action, refilled.resources.plain(action), changed);
    },
  };
}

const variablesOf = ({ parts }: StatementRequests, at: number): readonly string[] =>
  parts.statement.conditions[at]!.values.flatMap((value) => fillVariables(value, parts.version).keys);

/** A value by the example of a policy variable that the request says nothing of. */
function withoutVariables({ parts, statement }: StatementRequests, place: number): readonly NamedValue[] {
  return parts.statement.conditions[place]!.values.flatMap((value, at) => {
    const { keys } = fillVariables(value, parts.version);
    const { text } = fillVariables(statement.conditions[place]!.values[at]!, parts.version);
    return keys.map((without) => ({ name: `value ${at} without \`${without}\``, value: text, without }));
  });
}

function namedValues(condition: Condition, { parts, reference }: StatementRequests): readonly NamedValue[] {
  const { key, operator, values } = condition;
  const { name } = operator;
  const missing: NamedValue = { name: "missing", value: undefined };
  if (name === "Null") return [missing, { name: "present", value: exampleValue(key) }];
  const listed = isMultivalued(key) || reference.isMultivalued(key);
  const sides = values.map((value) => valueSides(name, fillValue(name, value, parts.version)));
  const matching = sides.flatMap((side, at) =>
    side.matching.map((text, n) => ({ name: `value ${at}.${n}`, text })),
  );
  const near = sides.flatMap((side, at) =>
    side.near.map((text, n) => ({ name: `near value ${at}.${n}`, text })),
  );
  const other = near.at(-1)?.text ?? "other";
  // nothing but an empty value distinguishes `IfExists` from `ForAllValues`
  const blank = operator.ifExists ? [{ name: "empty value", text: "" }] : [];
  const singles = distinctTexts([...matching, ...near, ...blank]).map(({ name: of, text }) => ({
    name: of,
    value: listed ? [text] : text,
  }));
  if (!listed) return [missing, ...singles];
  const [one, two] = matching.map(({ text }) => text);
  const lists: readonly NamedValue[] = [
    ...(one === undefined ? [] : [{ name: "one in and one out", value: [one, other] }]),
    ...(one === undefined || two === undefined || one === two ? [] : [{ name: "two in", value: [one, two] }]),
    { name: "empty", value: [] },
  ];
  return [missing, ...singles, ...lists];
}

/** A value that one value of the condition matches is not near another. */
function distinctTexts<T extends { readonly text: string }>(texts: readonly T[]): readonly T[] {
  const seen = new Set<string>();
  return texts.filter(({ text }) => !seen.has(text) && seen.add(text));
}
