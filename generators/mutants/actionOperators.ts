import type { PatternElement, Statement } from "../../policies/language/policyDocument.js";
import type { ServiceReference } from "../../policies/reference/serviceReference.js";
import { wellKnownActions } from "../../policies/reference/wellKnownActions.js";
import { coversAction } from "../near/actionPool.js";
import { distinct } from "../near/pool.js";
import { dropEach, editPatterns } from "./editPatterns.js";
import type { MutationContext, MutationOperator } from "./mutationOperator.js";

type PatternEdit = (pattern: string, reference: ServiceReference) => readonly string[];

const widen = (name: string, slip: string, edits: PatternEdit): MutationOperator => ({
  name,
  part: "action",
  slip,
  edit: (statement, { reference }) =>
    editPatterns(statement.action, (pattern) => edits(pattern, reference)).map(withAction(statement)),
});

const withAction =
  (statement: Statement) =>
  (action: PatternElement): Statement => ({ ...statement, action });

const added = (statement: Statement, actions: readonly string[]): readonly Statement[] =>
  actions.map((action) => withAction(statement)(extended(statement.action, action)));

const extended = ({ negated, patterns }: PatternElement, pattern: string): PatternElement => ({
  negated,
  patterns: [...patterns, pattern],
});

/**
 * Mistakes in `Action` and `NotAction`.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
 */
export const actionOperators: readonly MutationOperator[] = [
  {
    name: "action-drop",
    part: "action",
    slip: "an action is deleted from the list",
    edit: (statement) =>
      dropEach(statement.action.patterns).map((patterns) => ({
        ...statement,
        action: { ...statement.action, patterns },
      })),
  },
  {
    name: "action-not",
    part: "action",
    slip: "`Action` is written as `NotAction`, or the other way round",
    edit: (statement, { kind }) =>
      kind === "rcp"
        ? []
        : [withAction(statement)({ ...statement.action, negated: !statement.action.negated })],
  },
  widen("action-narrow", "a wildcard is replaced by one action or one verb, or is lost", narrowed),
  widen("action-widen-suffix", "a wildcard is appended to an action", (pattern) => {
    return pattern.includes(":") && !pattern.endsWith("*") ? [`${pattern}*`] : [];
  }),
  widen("action-widen-verb", "every action with the same verb is matched", (pattern) => {
    const [service, name = ""] = halves(pattern);
    const verb = verbOf(name);
    return verb === "" || verb === name ? [] : [`${service}:${verb}*`];
  }),
  widen("action-widen-service", "every action of the service is matched", (pattern) => {
    const [service, name] = halves(pattern);
    return name === undefined || name === "*" ? [] : [`${service}:*`];
  }),
  widen("action-widen-all", "every action is matched", () => ["*"]),
  {
    name: "action-add",
    part: "action",
    slip: "another action of the same service is added",
    adds: true,
    edit: (statement, context) => added(statement, unlisted(statement, context)),
  },
  {
    name: "action-add-alien",
    part: "action",
    slip: "an action of another service is added",
    adds: true,
    edit: (statement, context) => added(statement, alien(statement, context)),
  },
];

const halves = (pattern: string): readonly [service: string, name?: string] => {
  const colon = pattern.indexOf(":");
  return colon < 0 ? [pattern] : [pattern.slice(0, colon), pattern.slice(colon + 1)];
};

/** `Describe` of `DescribeInstances`; empty where the name has no first word. */
const verbOf = (name: string): string => /^[A-Z][a-z]+/.exec(name)?.[0] ?? "";

/** One action that the pattern matches, the verb of the most of them, and the pattern without its last wildcard. */
function narrowed(pattern: string, reference: ServiceReference): readonly string[] {
  const [service, name = ""] = halves(pattern);
  if (!/[*?]/.test(name) || /[*?]/.test(service)) return [];
  const covers = coversAction({ negated: false, patterns: [pattern] });
  const real = reference.actionsOf(service).map((action) => action.name);
  const matched = real.filter(covers);
  const verb = commonest(matched.map((action) => verbOf(halves(action)[1]!)));
  const bare = name.endsWith("*") ? name.slice(0, -1) : "";
  return [
    ...matched.slice(0, 1),
    ...(verb === undefined || bare.startsWith(verb) ? [] : [`${service}:${verb}*`]),
    ...(bare === "" ? [] : [`${service}:${bare}`]),
  ];
}

function commonest(words: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const word of words) if (word !== "") counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].toSorted(([, one], [, other]) => other - one)[0]?.[0];
}

const servicesNamed = ({ action }: Statement): readonly string[] =>
  distinct(action.patterns.map((pattern) => halves(pattern)[0].toLowerCase()));

/** For each service of the statement, its first action that the statement does not list. */
function unlisted(statement: Statement, { reference }: MutationContext): readonly string[] {
  const lists = coversAction({ ...statement.action, negated: false });
  return servicesNamed(statement).flatMap((service) =>
    reference
      .actionsOf(service)
      .map(({ name }) => name)
      .filter((name) => !lists(name))
      .slice(0, 1),
  );
}

function alien(statement: Statement, { kind }: MutationContext): readonly string[] {
  if (kind === "trust" || statement.action.patterns.includes("*")) return [];
  const named = new Set(servicesNamed(statement));
  return wellKnownActions.filter((action) => !named.has(halves(action)[0])).slice(0, 1);
}
