import { parseHclTemplate } from "./parseHclTemplate.js";
import { endOfString } from "./scanTemplate.js";

/**
 * The references in the source of a terraform expression, each once and in the order written, as terraform
 * prints them in `configuration`: `aws_s3_bucket.data.arn`. Names that a `for` binds are not among them.
 */
export function expressionReferences(expression: string): readonly string[] {
  const { code, inside } = withoutStrings(expression);
  const bound = new Set(
    [...code.matchAll(/\bfor\s+([\w-]+)(?:\s*,\s*([\w-]+))?\s+in\b/g)].flatMap((m) => m.slice(1)),
  );
  const own = [...code.matchAll(reference)]
    .map(([text]) => restore(text, inside))
    .filter((text) => !bound.has(text.split(/[.[]/)[0]!));
  const nested = inside.flatMap((text) =>
    parseHclTemplate(text).flatMap((part) =>
      typeof part === "string" ? [] : expressionReferences(part.source),
    ),
  );
  return [...new Set([...own, ...nested])];
}

/** A name with at least one step after it, and not a call: `join(...)` and `true` are not references. */
const reference =
  /(?<![\w.\]"-])[A-Za-z_][\w-]*(?:\.(?:[A-Za-z_][\w-]*|\d+)|\[(?:\d+|"\d+")\])*(?:\.(?:[A-Za-z_][\w-]*|\d+)|\[(?:\d+|"\d+")\])(?![\w(-])/g;

/** Takes the strings in quotes out and leaves their number, so that what they say is not read as code. */
function withoutStrings(expression: string): { readonly code: string; readonly inside: readonly string[] } {
  const inside: string[] = [];
  let code = "";
  for (let at = 0; at < expression.length; ) {
    const end = expression[at] === '"' ? endOfString(expression, at) : at + 1;
    if (end === undefined) break;
    code +=
      expression[at] === '"' ? `"${inside.push(expression.slice(at + 1, end - 1)) - 1}"` : expression[at];
    at = end;
  }
  return { code, inside };
}

const restore = (code: string, inside: readonly string[]): string =>
  code.replace(/"(\d+)"/g, (_, at: string) => `"${inside[Number(at)]}"`);
