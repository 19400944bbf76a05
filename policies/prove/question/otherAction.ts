import type { ContextValue, Request } from "../../language/request.js";
import type { Formula } from "./formula.js";
import { mayBe } from "./keyLiteral.js";
import { knowingAction, restrict } from "./restrict.js";

/** An action in place of the one that is asked for, on the same resource and by the same caller. */
export interface OtherAction {
  /** `service:Name` */
  readonly action: string;
  /** keys that differ, by their names in lower case; undefined for one that is missing. All others stay as they are */
  readonly keys: Readonly<Record<string, ContextValue | undefined>>;
}

/** The same request for the other action. */
export const withAction = (request: Request, { action, keys }: OtherAction): Request => ({
  ...request,
  action,
  context: Object.fromEntries([
    ...Object.entries(request.context).filter(([key]) => !Object.hasOwn(keys, key.toLowerCase())),
    ...Object.entries(keys).filter(([, value]) => value !== undefined),
  ]) as Request["context"],
});

/** A formula about the request for the other action, as one about the request that is asked about. */
export function aboutAction(formula: Formula, { action, keys }: OtherAction): Formula {
  const known = knowingAction(action.toLowerCase());
  return restrict(formula, (atom) =>
    atom.dimension === "key" && Object.hasOwn(keys, atom.name)
      ? mayBe({ atom, positive: true }, keys[atom.name])
      : known(atom),
  );
}
