import { exampleName } from "../policies/reference/exampleArn.js";
import type { ActionReference } from "../policies/reference/serviceReference.js";

/** A resource that no policy names: one for reading, and the pattern of all in any account and region. */
export interface UnnamedArn {
  readonly example: string;
  readonly pattern: string;
}

/** Resources that no policy is expected to name, one for each ARN template of an action; `*` where it has none. */
export function unnamedArns(action: ActionReference): readonly UnnamedArn[] {
  const { resourceTypes } = action;
  if (resourceTypes.length === 0) return [{ example: "*", pattern: "*" }];
  const arns = known.get(action) ?? templatesOf(resourceTypes);
  known.set(action, arns);
  return arns;
}

const known = new WeakMap<ActionReference, readonly UnnamedArn[]>();

const templatesOf = (resourceTypes: ActionReference["resourceTypes"]): readonly UnnamedArn[] =>
  resourceTypes
    .flatMap(({ arnTemplates }) => arnTemplates)
    .map((template) => ({ example: fill(template, exampleName), pattern: fill(template, () => "*") }));

const places: ReadonlySet<string> = new Set(["Partition", "Region", "Account", "AccountId"]);

const fill = (template: string, place: (name: string) => string): string =>
  template.replaceAll(/\$\{([^}]*)\}/g, (_, name: string) => {
    if (places.has(name)) return place(name);
    const example = exampleName(name);
    return example === "example" ? "unnamed-example" : example;
  });
