import { fillVariables } from "../../generators/near/fillVariables.js";
import { compileResource } from "../../policies/evaluate/compileResource.js";
import type { Request } from "../../policies/language/request.js";
import { arnEdits } from "./arnEdits.js";
import { withKey } from "./baseContext.js";
import type { Cell } from "./cell.js";
import type { StatementRequests } from "./statementRequests.js";

/** The cells of a `Resource` or `NotResource` element, asked with the actions of the statement. */
export function resourceCells(near: StatementRequests, actions: readonly string[]): readonly Cell[] {
  const { resource } = near.statement;
  if (resource === undefined) return [];
  const { negated, patterns } = resource;
  const named = (
    name: string,
    outside: boolean,
    resources: (action: string) => readonly string[],
    accepts?: Cell["accepts"],
  ): Cell => ({
    name: `${outside ? "outside" : "inside"} ${name}`,
    ...(outside && { outside: "resource" }),
    ...(rare.test(name) && { spare: "rare" as const }),
    ...(accepts && { accepts }),
    *requests() {
      for (const action of actions) yield* near.of(action, resources(action));
    },
  });
  const cells = patterns.flatMap((pattern, at) => {
    const alone = onlyOf(near, at);
    const plain = fillVariables(pattern, near.parts.version).pattern;
    return [
      named(`resource ${at}`, negated, (action) => near.matching(action, pattern), alone),
      ...(/[*?]/.test(pattern) && pattern !== "*"
        ? [
            named(
              `resource ${at} filled otherwise`,
              negated,
              (action) => near.otherwise(action, pattern),
              alone,
            ),
          ]
        : []),
      ...variableCells(near, { pattern, at, negated }, actions),
      ...(pattern === "*" ? anyCells(near, at, actions) : []),
      ...arnEdits(plain).map((edit) =>
        named(`resource ${at}: ${edit.name}`, !negated, (action) => near.matching(action, edit.pattern)),
      ),
    ];
  });
  const isAny = patterns.some((pattern) => /^\*+$/.test(pattern));
  return [...cells, ...(isAny ? [] : otherTypes(near, actions, named, negated))];
}

/** Mistakes that are made less often than the others. */
const rare = /: (?:a further type|type alone|longer type|deeper)/;

interface PatternOf {
  readonly pattern: string;
  readonly at: number;
  readonly negated: boolean;
}

/** A resource by the example of a policy variable, while the request says nothing of the variable, or something else. */
function variableCells(
  near: StatementRequests,
  { pattern, at, negated }: PatternOf,
  actions: readonly string[],
): readonly Cell[] {
  const { keys } = fillVariables(near.parts.statement.resource!.patterns[at]!, near.parts.version);
  const cell = (name: string, key: string, value: string | undefined): Cell => ({
    name: `${negated ? "inside" : "outside"} resource ${at}: ${name} \`${key}\``,
    ...(!negated && { outside: "resource" }),
    *requests() {
      const context = withKey(near.base, key, value);
      for (const action of actions) yield* near.of(action, near.matching(action, pattern), context);
    },
  });
  return keys.flatMap((key) => [cell("without", key, undefined), cell("other", key, "other")]);
}

/** Of `*`: on no particular resource, on one of another region and account, and on a plain one. */
function anyCells(near: StatementRequests, at: number, actions: readonly string[]): readonly Cell[] {
  const { negated } = near.parts.statement.resource!;
  const cell = (name: string, resources: (action: string) => readonly string[]): Cell => ({
    name: `${negated ? "outside" : "inside"} resource ${at} ${name}`,
    ...(negated && { outside: "resource" }),
    *requests() {
      for (const action of actions) yield* near.of(action, resources(action));
    },
  });
  return [
    cell("on none", () => ["*"]),
    cell("elsewhere", (action) => near.otherwise(action, "*").filter((one) => one !== "*")),
    cell("of a type", (action) => near.matching(action, "*").filter((one) => one !== "*")),
  ];
}

type MakeCell = (name: string, outside: boolean, resources: (action: string) => readonly string[]) => Cell;

/** Two plain resources of other types; users mix up the types of one action. */
function otherTypes(
  near: StatementRequests,
  actions: readonly string[],
  named: MakeCell,
  negated: boolean,
): readonly Cell[] {
  const plain = (place: number) => (action: string) =>
    near
      .anyResource(action)
      .filter((one) => one !== "*")
      .toSorted()
      .slice(place, place + 1);
  const any = named("resource: any", !negated, (action) => ["*", ...near.anyResource(action)]);
  return actions.length === 0
    ? []
    : [
        any,
        named("resource: another type", !negated, plain(0)),
        named("resource: a further type", !negated, plain(1)),
      ];
}

/** Whether no other pattern of the element matches. */
function onlyOf({ parts }: StatementRequests, at: number): (request: Request) => boolean {
  const { resource } = parts.statement;
  const others = resource!.patterns.toSpliced(at, 1);
  if (others.length === 0) return () => true;
  const matches = compileResource({ negated: false, patterns: others }, parts.version);
  return (request) => !matches(request);
}
