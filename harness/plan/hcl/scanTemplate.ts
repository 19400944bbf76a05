/** A piece of a template: a string as it is, or the code inside `${` and `}`. */
export type Piece = string | { readonly code: string };

/**
 * What IAM writes like an interpolation and terraform refuses: `${aws:username}`, `${s3:prefix, "none"}`, `${*}`.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export const policyVariable = /\$\{(?:[A-Za-z][\w.-]*:(?!:)[^${}"]*|[*?$])\}/y;

/**
 * Takes a template apart. `$${` and `%%{` become `${` and `%{`; a policy variable that
 * is not escaped is read as a policy variable. Undefined for a template that is not closed, or has directives
 * (`%{ if }`).
 *
 * Source: https://developer.hashicorp.com/terraform/language/syntax/json#expression-mapping
 */
export function scanTemplate(text: string): readonly Piece[] | undefined {
  const pieces: Piece[] = [];
  let literal = "";
  let at = 0;
  for (let next = nextMark(text, at); next !== undefined; next = nextMark(text, at)) {
    literal += text.slice(at, next.at);
    const escaped = next.mark.length > 2;
    const plain = escaped ? next.mark.slice(1) : variableAt(text, next.at);
    at = next.at + (plain === undefined || escaped ? next.mark : plain).length;
    if (plain !== undefined) {
      literal += plain;
      continue;
    }
    const end = next.mark === "%{" ? undefined : endOfInterpolation(text, at, 0);
    if (end === undefined) return undefined;
    if (literal !== "") pieces.push(literal);
    literal = "";
    pieces.push({ code: text.slice(at, end) });
    at = end + 1;
  }
  literal += text.slice(at);
  return literal === "" ? pieces : [...pieces, literal];
}

/** The next `${` or `%{`, escaped or not. */
function nextMark(text: string, from: number): { readonly at: number; readonly mark: string } | undefined {
  mark.lastIndex = from;
  const found = mark.exec(text);
  return found === null ? undefined : { at: found.index, mark: found[0] };
}

const mark = /\$?\$\{|%?%\{/g;

function variableAt(text: string, at: number): string | undefined {
  policyVariable.lastIndex = at;
  return policyVariable.exec(text)?.[0];
}

/** No configuration nests strings this deep; the cap protects what recurses from deeply nested input. */
export const deepest = 100;

/** The place of the `}` that closes what was opened before `start`; strings in quotes may hold braces. */
function endOfInterpolation(text: string, start: number, nesting: number): number | undefined {
  let depth = 1;
  for (let at = start; at < text.length; at += 1) {
    if (text[at] === '"') {
      const end = endOfString(text, at, nesting + 1);
      if (end === undefined) return undefined;
      at = end - 1;
    } else if (text[at] === "{") depth += 1;
    else if (text[at] === "}") depth -= 1;
    if (depth === 0) return at;
    if (depth > deepest) return undefined;
  }
  return undefined;
}

/** The place after the quote that closes the string whose opening quote is at `start`; undefined without one. */
export function endOfString(text: string, start: number, nesting = 0): number | undefined {
  if (nesting > deepest) return undefined;
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '"') return at + 1;
    if (text[at] === "\\") at += 1;
    else if (text.startsWith("$${", at)) at += 2;
    else if (text.startsWith("${", at)) {
      const end = endOfInterpolation(text, at + 2, nesting);
      if (end === undefined) return undefined;
      at = end;
    }
  }
  return undefined;
}
