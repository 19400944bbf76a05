import { compileGlob, matchGlob } from "../../../policies/language/glob.js";
import { managedPolicies } from "../../../policies/managed/managedPolicies.js";
import { managedPoliciesDate } from "../../../policies/managed/managedPoliciesDate.js";
import type { ManagedPolicy } from "../../../policies/managed/managedPolicy.js";
import { nearestManagedNames } from "../../../policies/managed/nearestManagedNames.js";
import { printJson } from "../../report/printJson.js";
import type { Arguments } from "../arguments.js";
import type { CommandBody, CommandResult } from "../command.js";
import { exitCodes } from "../exitCode.js";
import { type Attempt, attempt, obstructed, usageProblem } from "../problem.js";
import { printTable } from "./printTable.js";

/** `planproof list policies`: lists the AWS managed policies. */
export const listPoliciesCommand: CommandBody = {
  fewest: 0,
  most: 1,
  details: "planproof list policies 'AWSBatch*' --format json, which lists the versions with their dates",
  formats: ["human", "json"],
  options: {},
  answer: async (args) => answer(args),
};

function answer(args: Arguments): Attempt<CommandResult> {
  const [pattern = "*"] = args.operands;
  const wanted = matcher(pattern);
  const found = managedPolicies.filter(({ name }) => wanted(name));
  if (found.length === 0) return obstructed(noPolicy(pattern));
  return attempt({
    exit: exitCodes.holds,
    render: (format, { quiet }) =>
      format === "json" ? printJson(found.map(policyJson)) : human(found, quiet),
  });
}

/** A pattern with `*` or `?` is of the whole name, another of a part; case does not count. */
function matcher(pattern: string): (name: string) => boolean {
  const glob = compileGlob((/[*?]/.test(pattern) ? pattern : `*${pattern}*`).toLowerCase());
  return (name) => matchGlob(glob, name.toLowerCase());
}

function noPolicy(pattern: string) {
  const close = nearestManagedNames(pattern).map((name) => `\`${name}\``);
  return usageProblem(
    `no AWS managed policy known on ${managedPoliciesDate()} matches \`${pattern}\``,
    close.length > 0 ? `did you mean ${close.join(", ")}?` : "`planproof list policies` lists all",
  );
}

/** @returns with `size`, the characters that AWS counts: all but white space */
const policyJson = ({ name, arn, kind, versions }: ManagedPolicy) => ({
  name,
  arn,
  kind,
  newest: versions.at(-1)!.version,
  ...dateOf(versions.at(-1)!.createDate),
  size: versions.at(-1)!.text.replaceAll(/\s/g, "").length,
  versions: versions.map(({ version, createDate }) => ({ version, ...dateOf(createDate) })),
});

const dateOf = (createDate: string | undefined) => (createDate === undefined ? {} : { createDate });

function human(found: readonly ManagedPolicy[], quiet: boolean): string {
  const rows = found
    .map(policyJson)
    .map(({ name, kind, versions, newest, createDate = "", size }) => [
      name,
      kind,
      String(versions.length),
      newest,
      createDate.slice(0, "2026-08-26".length),
      String(size),
    ]);
  const answer = `${found.length} AWS managed ${found.length === 1 ? "policy" : "policies"} as of ${managedPoliciesDate()}\n`;
  return quiet
    ? answer
    : `${answer}\n${printTable([["name", "kind", "versions", "newest", "date", "size"], ...rows])}`;
}
