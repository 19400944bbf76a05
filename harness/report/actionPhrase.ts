import { greatest } from "../../policies/text/greatest.js";

/** At most so many things are named. */
const most = 3;

/**
 * What some actions do, as words that follow "may": `terminate and stop instances in EC2`, `get objects in S3`.
 *
 * @param actions those that matter most first; `*` and `s3:*` are everything
 */
export function actionPhrase(actions: readonly string[]): string {
  if (actions.includes("*")) return "do everything";
  const wholes = actions.filter((action) => action.endsWith(":*")).map(serviceOf);
  if (wholes.length > 0) return `do everything in ${joined(wholes.map(serviceName), most)}`;
  const services = [...new Set(actions.map(serviceOf))];
  if (services.length > 1)
    return `use ${actions.length} actions of ${joined(services.map(serviceName), most)}`;
  const byThing = new Map<string, string[]>();
  for (const action of actions) {
    const { verb, thing } = wordsOf(action);
    byThing.set(thing, [...(byThing.get(thing) ?? []), verb]);
  }
  const all = [...byThing].map(
    ([thing, verbs]) => `${joined([...new Set(verbs)], most)}${thing === "" ? "" : ` ${thing}`}`,
  );
  const isLong = greatest([...byThing.values()].map((verbs) => verbs.length)) > most || all.length > most;
  if (isLong) return `use ${actions.length} actions of ${serviceName(services[0]!)}, such as ${actions[0]}`;
  const isPair = all.length === 2 && !all.some((part) => part.includes(" and "));
  const listed =
    all.length < 2
      ? all[0]
      : isPair
        ? all.join(" and ")
        : `${all.slice(0, -1).join(", ")}, and ${all.at(-1)},`;
  return `${listed} in ${serviceName(services[0]!)}`;
}

const serviceOf = (action: string): string => action.split(":", 1)[0]!.toLowerCase();

/** No object: an action may name a service `constructor`. */
const longNames: ReadonlyMap<string, string> = new Map([
  ["autoscaling", "Auto Scaling"],
  ["batch", "AWS Batch"],
  ["cloudformation", "CloudFormation"],
  ["dynamodb", "DynamoDB"],
  ["elasticfilesystem", "EFS"],
  ["events", "EventBridge"],
  ["lambda", "Lambda"],
  ["logs", "CloudWatch Logs"],
  ["secretsmanager", "Secrets Manager"],
  ["states", "Step Functions"],
]);

const serviceName = (service: string): string =>
  longNames.get(service) ?? (service.length <= 4 ? service.toUpperCase() : service);

/** `ec2:DeleteLaunchTemplate`: delete, launch templates. */
function wordsOf(action: string): { readonly verb: string; readonly thing: string } {
  const name = action.slice(action.indexOf(":") + 1);
  const words = name.match(/[A-Z]+(?![a-z])s?|[A-Z]?[a-z0-9]+|\d+/g) ?? [name];
  const [verb = name, ...rest] = words.map((word) => (/^[A-Z]{2,}/.test(word) ? word : word.toLowerCase()));
  return { verb, thing: plural(rest.join(" ")) };
}

function plural(thing: string): string {
  if (thing === "" || /s$/.test(thing)) return thing;
  return /[^aeiou]y$/.test(thing) ? `${thing.slice(0, -1)}ies` : `${thing}s`;
}

/** `a, b and c`; at most `limit` of them. */
export function joined(parts: readonly string[], limit: number): string {
  const shown = parts.length > limit ? [...parts.slice(0, limit), `${parts.length - limit} more`] : parts;
  return shown.length < 2 ? shown.join("") : `${shown.slice(0, -1).join(", ")} and ${shown.at(-1)}`;
}
