import type { ContextValue, Request } from "../../policies/language/request.js";
import { resourceAccount } from "../run/resourceAccount.js";
import { visible } from "./visible.js";

/**
 * The shell command that asks for the decision on a request again.
 *
 * @param source what `planproof decide` is given: the address of a target
 * @param principal the principal that the source stands for; a request by another one names its own
 */
export function replayCommand(source: string, request: Request, principal = request.principal): string {
  if (!fitsFlags(request)) {
    return `printf %s ${quote(visible(JSON.stringify(request)))} | planproof decide ${quote(source)} --request -`;
  }
  const account = resourceAccount(request.resource, request.principal);
  const words: readonly (readonly string[])[] = [
    ["planproof", "decide", source],
    ["--action", request.action],
    ["--resource", request.resource],
    ...(request.principal === principal ? [] : [["--principal", request.principal]]),
    ...(request.resourceAccount === account ? [] : [["--resource-account", request.resourceAccount]]),
    ...Object.entries(request.context).flatMap(contextFlags),
  ];
  return words.flat().map(quote).join(" ");
}

const contextFlags = ([key, value]: readonly [string, ContextValue]): readonly (readonly string[])[] =>
  typeof value === "string"
    ? [["--context", `${key}=${value}`]]
    : value.map((element) => ["--context", `${key}[]=${element}`]);

/** False where flags cannot say it: a key with `=` in it, an empty list, a character to be escaped. */
function fitsFlags({ principal, action, resource, resourceAccount, context }: Request): boolean {
  const entries = Object.entries(context);
  const texts = [principal, action, resource, resourceAccount, ...entries.flat(2)];
  return (
    texts.every((text) => visible(text) === text) &&
    entries.every(([key, value]) => !/=|\[\]$/.test(key) && !(Array.isArray(value) && value.length === 0))
  );
}

const quote = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
