import { type SourceOptions, sourceForms } from "../run/sourceOptions.js";
import type { Arguments } from "./arguments.js";
import type { OptionTable } from "./option.js";

/** What a SOURCE does not contain, for every command that takes one. */
export const sourceOptions: OptionTable = {
  account: {
    value: "ID",
    form: sourceForms.account.form,
    help: "the AWS account, where SOURCE does not contain one; 12 digits",
  },
  region: {
    value: "NAME",
    form: sourceForms.region.form,
    help: "the AWS region, where SOURCE does not contain one, such as eu-west-1",
  },
  managed: {
    value: "DIR",
    help: "policies in place of AWS's, as `aws iam get-policy-version` writes them",
  },
  chdir: {
    value: "DIR",
    help: "where terraform shows a binary plan file, and runs the providers installed there",
  },
};

/** For the commands that say where a target is written. */
export const hclOption: OptionTable = {
  hcl: {
    value: "DIR",
    help: "the `.tf` files that were planned, for the lines in reports",
  },
};

/** The values of these flags, as they were given. */
export function sourceFlags(args: Arguments): SourceOptions {
  const flags = Object.keys(sourceOptions).map((name) => [name, args.text(name)] as const);
  return Object.fromEntries(flags.filter(([, value]) => value !== undefined));
}
