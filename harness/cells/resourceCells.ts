import { fillVariables } from "../../generators/near/fillVariables.js";
import { compileResource } from "../../policies/evaluate/compileResource.js";
import type { Request } from "../../policies/language/request.js";
import { serviceOf } from "../../policies/reference/serviceOf.js";
import { arnEdits } from "./arnEdits.js";
import { type StatementContext, withKey } from "./baseContext.js";
import type { Cell, Spare } from "./cell.js";
import { isWild } from "./isWild.js";
import type { StatementRequests } from "./statementRequests.js";

/** The cells of a `Resource` or `NotResource` element, asked with the actions of the statement. */
export function resourceCells(near: StatementRequests, actions: readonly string[]): readonly Cell[] {
  const { resource } = near.statement;
  if (resource === undefined) return [];
  const cells = resource.patterns.flatMap((pattern, at) => patternCells(near, pattern, at));
  const isAny = resource.patterns.some((pattern) => /^\*+$/.test(pattern));
  const all = isAny || actions.length === 0 ? cells : [...cells, ...otherTypes(near)];
  return all.map((one) => cellOf(near, actions, one));
}

/** A cell by the resources that fill it, whose place among those of the element is known. */
interface NamedResources {
  readonly name: string;
  /** whether the patterns match them; `Resource` has these inside, `NotResource` outside */
  readonly isListed: boolean;
  /** several, for the first do not fit each action */
  readonly resources: readonly ((action: string) => readonly string[])[];
  readonly accepts?: Cell["accepts"];
  readonly spare?: Spare;
  /** @defaultValue that of the statement */
  readonly context?: StatementContext;
}

/** Mistakes that are made less often than the others. */
const spares: readonly (readonly [name: RegExp, Spare])[] = [
  [/: other end/, "useful"],
  [/: (?:a further type|type alone|deeper)| of another service/, "rare"],
];

const spareOf = (name: string): Spare | undefined => spares.find(([is]) => is.test(name))?.[1];

function cellOf(
  near: StatementRequests,
  actions: readonly string[],
  { name, isListed, resources, accepts, context, spare = spareOf(name) }: NamedResources,
): Cell {
  const outside = isListed === near.statement.resource!.negated;
  return {
    name: `${outside ? "outside" : "inside"} ${name}`,
    ...(outside && { outside: "resource" }),
    ...(spare && { spare }),
    ...(accepts && { accepts }),
    *requests() {
      for (const some of resources)
        for (const action of actions) yield* near.of(action, some(action), context);
    },
  };
}

function patternCells(near: StatementRequests, pattern: string, at: number): readonly NamedResources[] {
  const { resources, parts } = near;
  const accepts = onlyOf(near, at);
  const plain = fillVariables(pattern, parts.version).pattern;
  const matching = (one: string) => (action: string) => [
    ...resources.matching(action, one),
    ...near.ofOthers(action, one),
  ];
  const otherwise = (action: string) => resources.otherwise(action, pattern);
  const [name, isListed] = [`resource ${at}`, true];
  return [
    { name, isListed, resources: [matching(pattern)], accepts },
    ...(isWild(pattern) && pattern !== "*"
      ? [{ name: `${name} filled otherwise`, isListed, resources: [otherwise], accepts }]
      : []),
    ...variableCells(near, pattern, at),
    ...(pattern === "*" ? anyCells(near, at) : []),
    ...arnEdits(plain).map((edit) => ({
      name: `${name}: ${edit.name}`,
      isListed: false,
      resources: edit.patterns.map(matching),
    })),
  ];
}

/** A resource by the example of a policy variable, while the request says nothing of the variable, or something else. */
function variableCells(near: StatementRequests, pattern: string, at: number): readonly NamedResources[] {
  const { keys } = fillVariables(near.parts.statement.resource!.patterns[at]!, near.parts.version);
  const resources = [(action: string) => near.resources.matching(action, pattern)];
  const cell = (name: string, key: string, value: string | undefined): NamedResources => ({
    name: `resource ${at}: ${name} \`${key}\``,
    ...{ isListed: false, resources, context: withKey(near.base, key, value) },
  });
  return keys.flatMap((key): readonly NamedResources[] => [
    cell("other", key, "other"),
    { ...cell("without", key, undefined), spare: "useful" },
  ]);
}

/** Of `*`: on no particular resource, on one of another region and account, on a plain one, and of another service. */
function anyCells({ resources }: StatementRequests, at: number): readonly NamedResources[] {
  const cell = (name: string, some: (action: string) => readonly string[]): NamedResources => ({
    name: `resource ${at} ${name}`,
    isListed: true,
    resources: [some],
  });
  const ofTypes = (action: string) => resources.any(action).filter((one) => one !== "*");
  return [
    cell("on none", () => ["*"]),
    cell("elsewhere", (action) => resources.otherwise(action, "*").filter((one) => one !== "*")),
    cell("of a type", ofTypes),
    cell("of another service", (action) =>
      ofTypes(action).filter((one) => one.split(":", 3)[2] !== serviceOf(action)),
    ),
  ];
}

/** Two plain resources of other types; users mix up the types of one action. */
function otherTypes({ resources }: StatementRequests): readonly NamedResources[] {
  const plain = (place: number) => (action: string) =>
    resources
      .any(action)
      .filter((one) => one !== "*")
      .toSorted()
      .slice(place, place + 1);
  const cell = (name: string, some: (action: string) => readonly string[]): NamedResources => ({
    name: `resource: ${name}`,
    isListed: false,
    resources: [some],
  });
  return [
    cell("any", (action) => ["*", ...resources.any(action)]),
    cell("another type", plain(0)),
    cell("a further type", plain(1)),
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
