import { resolve } from "node:path";
import type { ExtractOptions } from "../plan/extractOptions.js";
import { givenPolicies } from "../plan/givenPolicies.js";
import type { Arguments } from "./arguments.js";
import type { Io } from "./io.js";
import type { OptionTable } from "./option.js";
import { type Attempt, attempt, obstructed, problemsOf } from "./problem.js";

/** What a SOURCE does not say by itself, for every command that takes one. */
export const sourceOptions: OptionTable = {
  account: {
    value: "ID",
    form: /^\d{12}$/,
    help: "the AWS account where SOURCE tells none; 12 digits",
  },
  region: {
    value: "NAME",
    form: /^[a-z]{2,}(?:-[a-z]+)+-\d+$/,
    help: "the AWS region where SOURCE tells none, such as eu-west-1",
  },
  managed: {
    value: "DIR",
    help: "managed policies that are not bundled: NAME.json as `aws iam get-policy-version` writes it",
  },
};

/** Reads the flags of {@link sourceOptions}. */
export async function readSourceOptions(args: Arguments, io: Io): Promise<Attempt<ExtractOptions>> {
  const [account, region, directory] = [args.text("account"), args.text("region"), args.text("managed")];
  const given = directory === undefined ? undefined : await givenPolicies(resolve(io.cwd, directory));
  if (given?.ok === false) return obstructed(...problemsOf(directory!, given.diagnostics));
  return attempt({
    ...(account !== undefined && { account }),
    ...(region !== undefined && { region }),
    ...(given !== undefined && { given: given.value }),
  });
}
