import { resolve } from "node:path";
import { type Diagnostic, failures, type Result, success } from "../../policies/text/diagnostic.js";
import type { ExtractOptions } from "../plan/policies/extractOptions.js";
import { readManagedFolder } from "../plan/source/readManagedFolder.js";

/** What a SOURCE may not say about itself. */
export interface SourceOptions {
  /** the AWS account where the source does not say, 12 digits; @defaultValue none */
  readonly account?: string;
  /** the AWS region where the source does not say, such as `eu-west-1`; @defaultValue none */
  readonly region?: string;
  /** a folder of managed policies, in place of AWS's own or newer, each in a NAME.json; @defaultValue none */
  readonly managed?: string;
  /**
   * The directory that terraform runs in to show a binary plan file. Terraform runs the providers that are
   * installed there, so it must be one that you trust. @defaultValue the working directory
   */
  readonly chdir?: string;
}

/** The form of an account and of a region, and how messages describe it. */
export const sourceForms = {
  account: { form: /^\d{12}$/, is: "12 digits" },
  region: { form: /^[a-z]{2,}(?:-[a-z]+)+-\d+$/, is: "a name such as eu-west-1" },
} as const;

/** Checks the options, and reads the folder of managed policies. */
export async function readSourceOptions(
  { account, region, managed }: SourceOptions,
  cwd = "",
): Promise<Result<ExtractOptions>> {
  const problems = misformedOptions({ account, region });
  if (problems.length > 0) return failures(problems);
  const given = managed === undefined ? undefined : await readManagedFolder(resolve(cwd, managed), managed);
  if (given?.ok === false) return given;
  return success({
    ...(account !== undefined && { account }),
    ...(region !== undefined && { region }),
    ...(given !== undefined && { given: given.value }),
  });
}

/** The options that are given, without any other properties of the object. */
export function givenOptions({ account, region, managed, chdir }: SourceOptions): SourceOptions {
  return {
    ...(account !== undefined && { account }),
    ...(region !== undefined && { region }),
    ...(managed !== undefined && { managed }),
    ...(chdir !== undefined && { chdir }),
  };
}

/** What is wrong with the form of an account and a region. */
export const misformedOptions = ({
  account,
  region,
}: {
  readonly account?: string | undefined;
  readonly region?: string | undefined;
}): readonly Diagnostic[] => [...misformed("account", account), ...misformed("region", region)];

/** Of JavaScript, where an account may come as a number and has lost its zeros. */
function misformed(name: keyof typeof sourceForms, value: unknown): readonly Diagnostic[] {
  const { form, is } = sourceForms[name];
  if (value === undefined || (typeof value === "string" && form.test(value))) return [];
  const message = `the ${name} cannot be \`${String(value)}\``;
  return [{ code: "usage", severity: "error", message, hint: `write ${is}, as a string` }];
}
