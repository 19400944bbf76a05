import type { CallerClass, CallerKind } from "../../policies/prove/callers/callerClass.js";

/** What a class of callers includes, of the other classes. */
const members: Readonly<Partial<Record<CallerKind, readonly CallerKind[]>>> = {
  anyAccount: ["organization", "ownAccount", "ownPrincipals", "account", "principal"],
  ownAccount: ["ownPrincipals"],
  anyService: ["service"],
  anyFederated: ["federated"],
};

const kinds: readonly CallerKind[] = [
  "everyone",
  "anyAccount",
  "ownAccount",
  "ownPrincipals",
  "anyService",
  "anyFederated",
];
const names = /^(?:organization o-[a-z0-9]+|account \d{12}|arn:\S+|service \S+|identity provider \S+)$/;

/** What a caller of an exception can be, for messages. */
export const callerForm = `write one of ${kinds.join(", ")}, or a caller as the report names it: \`account 111122223333\``;

export const isCaller = (text: string): boolean => kinds.some((kind) => kind === text) || names.test(text);

/** How an exception names a class of callers: by its kind where that is one class, else by its name. */
export const callerName = ({ kind, name }: Pick<CallerClass, "kind" | "name">): string =>
  kinds.includes(kind) ? kind : name;

/** Whether the caller of an exception is a class of callers, or one that includes it: everyone includes all. */
export const coversCaller = (caller: string, { kind, name }: Pick<CallerClass, "kind" | "name">): boolean =>
  caller === "everyone" ||
  caller === name ||
  kinds.some((one) => one === caller && (one === kind || (members[one]?.includes(kind) ?? false)));
