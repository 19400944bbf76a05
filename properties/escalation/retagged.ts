import { compileGlob, matchGlob } from "../../policies/language/glob.js";
import type { Request } from "../../policies/language/request.js";
import type { ServiceReference } from "../../policies/reference/serviceReference.js";
import type { Asked } from "./asked.js";
import type { Asker } from "./asker.js";
import { tagIn } from "./pinsOf.js";

/**
 * The request by which a caller tags a resource, and one that the new tags allow; undefined where it sets none. Tags are
 * added or changed, and not removed.
 */
export function retagged(
  asker: Asker,
  asked: Asked,
  reference: ServiceReference,
): readonly [tagging: Request, request: Request] | undefined {
  const { action, tags, unknownTags, arns = [] } = asked;
  const [arn] = arns;
  if (tags === undefined || arn === undefined || arns.length > 1) return undefined;
  if (!asker.limits(action, (key) => tagIn(key) !== undefined)) return undefined;
  const tagging = taggingActions(action, arn, reference).filter(
    (one) => asker.mayAsk(one) && asker.mayAskOn(one, arn),
  );
  if (tagging.length === 0) return undefined;
  const { tags: _, unknownTags: __, ...free } = asked;
  for (const added of addable(asker, asker.ask(free)?.context ?? {})) {
    const request = asker.ask({ ...free, tags: { ...tags, ...added } });
    if (request === undefined) continue;
    const keys = keysAdding(added);
    for (const one of tagging) {
      const before = asker.ask({ action: one, arns, keys, tags, ...(unknownTags && { unknownTags }) });
      if (before !== undefined) return [before, request];
    }
  }
  return undefined;
}

type Tags = Readonly<Record<string, string>>;

/** The tags of a request that may have any, and the same with each value that a condition writes for one of them. */
function* addable(asker: Asker, context: Request["context"]): Generator<Tags> {
  const wanted = Object.entries(context).flatMap(([key, value]) => {
    const tag = tagIn(key);
    return tag === undefined || typeof value !== "string" ? [] : [[tag, value] as const];
  });
  if (wanted.length === 0) return;
  const added = Object.fromEntries(wanted);
  yield added;
  for (const [tag] of wanted) {
    const isOfTag = (key: string) => key.toLowerCase().endsWith(`tag/${tag.toLowerCase()}`);
    for (const value of asker.valuesOf(isOfTag)) yield { ...added, [tag]: value.replaceAll(/[*?]/g, "x") };
  }
}

/** The keys of a request that sets some tags. */
function keysAdding(added: Tags): Asked["keys"] {
  const names = Object.keys(added);
  return {
    ...Object.fromEntries(Object.entries(added).map(([tag, value]) => [`aws:RequestTag/${tag}`, value])),
    ...(names.length === 1 && { "aws:TagKeys": names[0]! }),
  };
}

/** The actions by which tags of a resource are set, of the service of an action. */
function taggingActions(action: string, arn: string, reference: ServiceReference): readonly string[] {
  const isOn = (template: string) => matchGlob(compileGlob(template.replace(/\$\{[^}]*\}/g, "*")), arn);
  return reference
    .actionsOf(action.split(":", 1)[0]!)
    .filter(({ accessLevel, name }) => accessLevel === "Tagging" && !/:(?:Untag|Remove|Delete)/.test(name))
    .filter(({ resourceTypes }) => resourceTypes.some(({ arnTemplates }) => arnTemplates.some(isOn)))
    .map(({ name }) => name);
}
