/** A piece of a string that may hold policy variables. */
export type TemplatePart =
  /** as written: `*` and `?` are wildcards where the element takes wildcards */
  | { readonly text: string }
  /** an escape: the character itself */
  | { readonly literal: string }
  /** the value of a context key, taken literally */
  | { readonly variable: string; readonly fallback?: string };

export type Template =
  | { readonly ok: true; readonly parts: readonly TemplatePart[] }
  | { readonly ok: false; readonly offset: number; readonly message: string };

/** `${*}`, `${?}` and `${$}` represent the character itself, without its special meaning. */
const escaped = new Set(["*", "?", "$"]);

/**
 * Splits `${key}`, `${key, 'default'}` and the escapes `${*}`, `${?}`, `${$}` from literal characters.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function parseTemplate(text: string): Template {
  const parts: TemplatePart[] = [];
  let from = 0;
  for (let open = text.indexOf("${"); open >= 0; open = text.indexOf("${", from)) {
    const part = readVariable(text, open);
    if ("message" in part) return { ok: false, offset: open, message: part.message };
    if (open > from) parts.push({ text: text.slice(from, open) });
    parts.push(part.value);
    from = part.end;
  }
  if (from < text.length) parts.push({ text: text.slice(from) });
  return { ok: true, parts };
}

/** True when the string holds what version 2012-10-17 reads as a variable or an escape. */
export const hasVariable = (text: string): boolean => text.includes("${");

type ReadVariable = { readonly value: TemplatePart; readonly end: number } | { readonly message: string };

function readVariable(text: string, open: number): ReadVariable {
  const quoted = /^\$\{([^{}$,']*?),\s*'((?:[^'])*)'\}/.exec(text.slice(open));
  if (quoted) return checkName(quoted[1]!, open + quoted[0].length, quoted[2]!);
  const close = text.indexOf("}", open);
  if (close < 0) return { message: "the variable is not closed by `}`" };
  const inside = text.slice(open + 2, close);
  if (inside.includes("'") || inside.includes(",")) {
    return { message: `the default of \`\${${inside}}\` must be in single quotes after a comma` };
  }
  return checkName(inside, close + 1);
}

function checkName(name: string, end: number, fallback?: string): ReadVariable {
  if (name === "") return { message: "the variable is empty" };
  if (escaped.has(name)) return { value: { literal: name }, end };
  if (/\s/.test(name)) return { message: `the variable \`\${${name}}\` has a space in its name` };
  if (name.includes("${")) return { message: "the variable is not closed by `}`" };
  return { value: fallback === undefined ? { variable: name } : { variable: name, fallback }, end };
}
