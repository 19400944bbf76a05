import { exampleAccount } from "../../policies/reference/exampleAccount.js";

/**
 * Replaces each AWS account ID by one of AWS's examples, or one that is as recognizable: equal ones remain equal.
 * They are assigned in the order in which they occur, so a second time changes nothing.
 */
export function exampleAccounts(text: string): string {
  const known = new Map<string, string>();
  return text.replaceAll(/(?<!\d)\d{12}(?!\d)/g, (account) => {
    const example = known.get(account) ?? nth(known.size);
    known.set(account, example);
    return example;
  });
}

const examples: readonly string[] = [exampleAccount, "444455556666", "777788889999"];

const nth = (at: number): string => examples[at] ?? String(300_000_000_000 + at);
