import { anyCharacter, globLanguage } from "./globLanguage.js";
import { type Term, text } from "./term.js";

const noColon: Term = `(re.union (re.range ${text("\0")} "9") (re.range ";" "\\u{2ffff}"))`;
const arnParts = 6;

/**
 * The strings that an ARN pattern matches: the first five parts stay between their colons, the sixth takes the
 * rest as a free glob; with fewer parts the last one is free when it ends in `*`, and otherwise holds no colon.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function arnLanguage(pattern: string): Term {
  const pieces = pattern.split(":");
  const whole = pieces.length >= arnParts;
  const parts = whole ? [...pieces.slice(0, arnParts - 1), pieces.slice(arnParts - 1).join(":")] : pieces;
  const open = whole || pattern.endsWith("*");
  const languages = parts.map((part, at) =>
    globLanguage(part, open && at === parts.length - 1 ? anyCharacter : noColon),
  );
  return languages.length === 1 ? languages[0]! : `(re.++ ${languages.join(' (str.to_re ":") ')})`;
}
