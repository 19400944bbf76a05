import { type SourceOptions, sourceForms } from "../run/sourceOptions.js";
import type { Arguments } from "./arguments.js";
import type { OptionTable } from "./option.js";

/** What a SOURCE does not say by itself, for every command that takes one. */
export const sourceOptions: OptionTable = {
  account: {
    value: "ID",
    form: sourceForms.account.form,
    help: "the AWS account where SOURCE tells none; 12 digits",
  },
  region: {
    value: "NAME",
    form: sourceForms.region.form,
    help: "the AWS region where SOURCE tells none, such as eu-west-1",
  },
  managed: {
    value: "DIR",
    help: "managed policies that are not bundled: NAME.json as `aws iam get-policy-version` writes it",
  },
};

/** The values of these flags, as they were given. */
export function sourceFlags(args: Arguments): SourceOptions {
  const [account, region, managed] = [args.text("account"), args.text("region"), args.text("managed")];
  return {
    ...(account !== undefined && { account }),
    ...(region !== undefined && { region }),
    ...(managed !== undefined && { managed }),
  };
}
