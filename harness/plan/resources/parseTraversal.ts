/** One step of an address or a reference: an attribute name, or the key inside brackets. */
export type Step = { readonly name: string } | { readonly key: string | number };

/**
 * Splits `module.ci["a.b"].aws_iam_role.x[0].arn` into steps; undefined when it is not such a path.
 *
 * Keys of for_each may hold dots, brackets, quotes and whole ARNs, so a string in quotes is read as terraform
 * writes it: escaped like a JSON string, with `$${` and `%%{` for a literal `${` and `%{`.
 *
 * Source: https://developer.hashicorp.com/terraform/cli/state/resource-addressing
 */
export function parseTraversal(text: string): readonly Step[] | undefined {
  const steps: Step[] = [];
  let at = 0;
  while (at < text.length) {
    const token = text[at] === "[" ? readKey(text, at) : readName(text, at, steps.length === 0);
    if (token === undefined) return undefined;
    steps.push(token.step);
    at = token.end;
  }
  return steps.length > 0 ? steps : undefined;
}

interface Token {
  readonly step: Step;
  readonly end: number;
}

const name = /\.?([\p{ID_Start}_][\p{ID_Continue}-]*|\d+|\*)/uy;

function readName(text: string, at: number, first: boolean): Token | undefined {
  name.lastIndex = at;
  const match = name.exec(text);
  if (match === null || match[0].startsWith(".") === first) return undefined;
  return { step: { name: match[1]! }, end: name.lastIndex };
}

const key = /\[(?:(\d+)|("(?:[^"\\]|\\.)*"))\]/sy;

function readKey(text: string, at: number): Token | undefined {
  key.lastIndex = at;
  const match = key.exec(text);
  if (match === null) return undefined;
  const value = match[1] === undefined ? unquote(match[2]!) : Number(match[1]);
  return value === undefined ? undefined : { step: { key: value }, end: key.lastIndex };
}

function unquote(quoted: string): string | undefined {
  try {
    return String(JSON.parse(quoted)).replaceAll("$${", "${").replaceAll("%%{", "%{");
  } catch {
    return undefined;
  }
}
