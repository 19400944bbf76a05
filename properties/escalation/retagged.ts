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
  const wanted = Object.entries(asker.ask(free)?.context ?? {}).flatMap(([key, value]) => {
    const tag = tagIn(key);
    return tag === undefined || typeof value !== "string" ? [] : [[tag, value] as const];
  });
  if (wanted.length === 0) return undefined;
  const added = Object.fromEntries(wanted);
  const request = asker.ask({ ...free, tags: { ...tags, ...added } });
  if (request === undefined) return undefined;
  const keys = {
    ...Object.fromEntries(wanted.map(([tag, value]) => [`aws:RequestTag/${tag}`, value])),
    ...(wanted.length === 1 && { "aws:TagKeys": wanted[0]![0] }),
  };
  for (const one of tagging) {
    const before = asker.ask({ action: one, arns, keys, tags, ...(unknownTags && { unknownTags }) });
    if (before !== undefined) return [before, request];
  }
  return undefined;
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
