import { fillVariables } from "../../generators/near/fillVariables.js";
import { compileResource } from "../../policies/evaluate/compileResource.js";
import type { Request } from "../../policies/language/request.js";
import type { Cell } from "./cell.js";
import { arnEdits } from "./patternEdits.js";
import type { StatementRequests } from "./statementRequests.js";

/** The cells of a `Resource` or `NotResource` element, asked with the actions of the statement. */
export function resourceCells(near: StatementRequests, actions: readonly string[]): readonly Cell[] {
  const { resource } = near.parts.statement;
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
    ...(accepts && { accepts }),
    *requests() {
      for (const action of actions) yield* near.of(action, resources(action));
    },
  });
  const cells = patterns.flatMap((pattern, at) => {
    const alone = onlyOf(near, at);
    const plain = fillVariables(pattern, near.parts.version).text;
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
      ...(pattern === "*" ? anyCells(near, at, actions) : []),
      ...arnEdits(plain).map((edit) =>
        named(`resource ${at}: ${edit.name}`, !negated, (action) => near.matching(action, edit.pattern)),
      ),
    ];
  });
  const isAny = patterns.some((pattern) => /^\*+$/.test(pattern));
  return [...cells, ...(isAny ? [] : otherTypes(near, actions, named, negated))];
}

/** Of `*`: on no particular resource, or on one of another region and account; and on a plain one. */
function anyCells(near: StatementRequests, at: number, actions: readonly string[]): readonly Cell[] {
  const { negated } = near.parts.statement.resource!;
  const name = `${negated ? "outside" : "inside"} resource ${at}`;
  const outside = negated ? ({ outside: "resource" } as const) : {};
  return [
    {
      name: `${name} elsewhere`,
      ...outside,
      *requests() {
        for (const action of actions) yield* near.of(action, ["*"]);
        for (const action of actions) yield* near.of(action, near.otherwise(action, "*"));
      },
      accepts: ({ action, resource }) => resource === "*" || near.otherwise(action, "*").includes(resource),
    },
    {
      name: `${name} of a type`,
      ...outside,
      *requests() {
        for (const action of actions)
          yield* near.of(
            action,
            near.matching(action, "*").filter((one) => one !== "*"),
          );
      },
    },
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
