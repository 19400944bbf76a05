import { showPlanCommand } from "./showPlanCommand.js";

/** Typos in JSON, recognized by what is before and at the place where parsing stops. */
const typos: readonly (readonly [before: RegExp, at: RegExp, hint: string])[] = [
  [/,\s*$/, /^[}\]]/, "remove the comma before it"],
  [/["\d}\]el]\s*$/, /^["{[]/, "a comma is missing before it"],
  [/(?:^|[\s{[,:])$/, /^(?:\/[/*]|#)/, "JSON has no comments: remove it"],
  [/[{[,:]\s*$/, /^'/, "write strings in double quotes"],
  [/[{,]\s*$/, /^[A-Za-z_]\w*\s*:/, "write names in double quotes"],
];

/** A file of terraform's own language begins with a block, or with a comment before one. */
const hcl =
  /^\s*(?:(?:#|\/\/)[^\n]*\n\s*)*(?:resource|data|module|variable|output|locals|terraform|provider)\b[^\n:]*\{/;

/** What to do about a file that is not JSON from some place on; it quotes nothing of the file. */
export function jsonSyntaxHint(text: string, offset: number): string {
  if (hcl.test(text)) return `it is Terraform source: plan it, and give the plan: ${showPlanCommand}`;
  const [before, at] = [text.slice(Math.max(0, offset - 200), offset), text.slice(offset, offset + 200)];
  const typo = typos.find(([left, right]) => left.test(before) && right.test(at));
  return typo?.[2] ?? `make it with ${showPlanCommand}`;
}
