import type { ContextValue, Request } from "../../policies/language/request.js";
import { resourceAccount } from "../run/resourceAccount.js";
import type { SourceOptions } from "../run/sourceOptions.js";
import { escapeControls } from "./escapeControls.js";

/** A target with what its source was read with. */
export interface ReplaySource {
  readonly address: string;
  readonly given?: SourceOptions;
}

/**
 * The shell command that asks for the decision on a request again.
 *
 * @param source what `planproof decide` is given: the address of a target, with the options it was read with
 * @param principal the principal that the source represents; a request by another one names it
 *
 * @example
 * ```ts
 * import { replayCommand } from "planproof";
 *
 * const principal = "arn:aws:iam::111122223333:role/example";
 * const request = { principal, action: "batch:ListJobs", resource: "*", resourceAccount: "111122223333", context: {} };
 * console.log(replayCommand("managed:AWSBatchFullAccess", request));
 * ```
 */
export function replayCommand(
  source: string | ReplaySource,
  request: Request,
  principal = request.principal,
): string {
  const { address, given = {} } = typeof source === "string" ? { address: source } : source;
  const flags = Object.entries(given).map(([name, value]) => [`--${name}`, value as string]);
  if (!fitsFlags(request)) {
    const words = ["npx", "planproof", "decide", address, "--request", "-", ...flags.flat()];
    return `printf %s ${quoteWord(escapeControls(JSON.stringify(request)))} | ${words.map(quoteWord).join(" ")}`;
  }
  const account = resourceAccount(request.resource, request.principal);
  const words: readonly (readonly string[])[] = [
    ["npx", "planproof", "decide", address],
    ["--action", request.action],
    ["--resource", request.resource],
    ...(request.principal === principal ? [] : [["--principal", request.principal]]),
    ...(request.resourceAccount === account ? [] : [["--resource-account", request.resourceAccount]]),
    ...Object.entries(request.context).flatMap(contextFlags),
    ...flags,
  ];
  return words.flat().map(quoteWord).join(" ");
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
    texts.every((text) => escapeControls(text) === text) &&
    entries.every(([key, value]) => !/=|\[\]$/.test(key) && !(Array.isArray(value) && value.length === 0))
  );
}

/** A word as a shell takes it literally. */
export const quoteWord = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
