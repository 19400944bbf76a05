import { exampleAccount } from "../../policies/reference/exampleAccount.js";
import { isObject } from "../../policies/text/isObject.js";
import { ownMember } from "../../policies/text/ownMember.js";

/** A value in which other accounts are in the place of those that it had. */
export interface Examples<T> {
  readonly value: T;
  /** what is in the place of each account that another replaces */
  readonly accounts: ReadonlyMap<string, string>;
  /** the parts of patterns that match some of these accounts by some of their digits, such as `9876*` */
  readonly patterns: readonly string[];
}

/**
 * Replaces each AWS account ID by one of AWS's examples, or one that is as recognizable: equal ones remain equal.
 * They are assigned in the order in which they occur, so a second time changes nothing. What policies compare as a
 * number or date remains as it is.
 */
export function exampleAccounts<T>(value: T): Examples<T> {
  const known = new Map<string, string>();
  const patterns = new Set<string>();
  const afterLetters = new Set<string>();
  let hasAccountAfterLetter = false;
  const exampleOf = (account: string): string => {
    const example = known.get(account) ?? nth(known.size);
    known.set(account, example);
    return example;
  };
  const inString = (text: string): string => {
    if (!/\d/.test(text)) return text;
    hasAccountAfterLetter ||= /[A-Za-z]\d{12}(?!\d)/.test(text);
    for (const [, letter, pattern = ""] of text.matchAll(partForm))
      if (isPart(pattern)) (letter === "" ? patterns : afterLetters).add(pattern);
    return outsideOf(text, numbersForm, (part) => part.replaceAll(accountForm, exampleOf));
  };
  const inValue = (one: unknown): unknown => {
    if (typeof one === "string") return inString(one);
    if (Array.isArray(one)) return one.map(inValue);
    if (!isObject(one)) return one;
    const isNumeric = numericTest.test(testOf(one));
    const members = Object.entries(one).map(([name, inner]) => [
      inString(name),
      isNumeric && name === "values" ? inner : inValue(inner),
    ]);
    return Object.fromEntries(members);
  };
  const made = inValue(value) as T;
  const accounts = new Map([...known].filter(([account, example]) => account !== example));
  // elsewhere a digit after a letter is of a name, such as `v1*`
  const all = new Set([...patterns, ...(hasAccountAfterLetter ? afterLetters : [])]);
  return {
    value: made,
    accounts,
    patterns: [...all].filter((pattern) => matchesAny(pattern, accounts.keys())),
  };
}

const accountForm = /(?<!\d)\d{12}(?!\d)/g;

/** The conditions of a statement that compare numbers or dates. */
const numbersForm =
  /"(?:For(?:Any|All)Values?:)?(?:Numeric|Date)\w+"\s*:\s*\{(?:[^{}"]|"(?:[^"\\]|\\.)*")*\}/gi;

const numericTest = /^(?:For(?:Any|All)Values?:)?(?:Numeric|Date)/i;

/** The operator in a block of conditions, or in what is written of one. */
function testOf(block: Readonly<Record<string, unknown>>): string {
  const test = ownMember(block, "test");
  return String(ownMember(test, "constant_value") ?? test);
}

function outsideOf(text: string, form: RegExp, change: (part: string) => string): string {
  const parts: string[] = [];
  let at = 0;
  for (const match of text.matchAll(form)) {
    parts.push(change(text.slice(at, match.index)), match[0]);
    at = match.index + match[0].length;
  }
  return parts.join("") + change(text.slice(at));
}

const partForm = /([A-Za-z]?)([\d*?]+)/g;

const isPart = (pattern: string): boolean =>
  /\d/.test(pattern) && /[*?]/.test(pattern) && !/(?<!\d)\d{12}(?!\d)/.test(pattern);

function matchesAny(pattern: string, accounts: Iterable<string>): boolean {
  const form = new RegExp(`^${pattern.replaceAll("?", String.raw`\d`).replaceAll(/\*+/g, String.raw`\d*`)}$`);
  for (const account of accounts) if (form.test(account)) return true;
  return false;
}

const examples: readonly string[] = [exampleAccount, "444455556666", "777788889999"];

const nth = (at: number): string => examples[at] ?? String(300_000_000_000 + at);
