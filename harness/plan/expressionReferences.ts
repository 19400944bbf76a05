import { parseTemplate } from "./hclTemplate.js";

/**
 * The references in the text of a terraform expression, each once and in the order written, as terraform
 * prints them in `configuration`: `aws_s3_bucket.data.arn`. Names that a `for` binds are none.
 */
export const expressionReferences = (expression: string): readonly string[] => {
  const { code, inside } = withoutStrings(expression);
  const bound = new Set(
    [...code.matchAll(/\bfor\s+([\w-]+)(?:\s*,\s*([\w-]+))?\s+in\b/g)].flatMap((m) => m.slice(1)),
  );
  const own = [...code.matchAll(reference)]
    .map(([text]) => restore(text, inside))
    .filter((text) => !bound.has(text.split(/[.[]/)[0]!));
  const nested = inside.flatMap((text) =>
    parseTemplate(text).flatMap((part) =>
      typeof part === "string" ? [] : expressionReferences(part.source),
    ),
  );
  return [...new Set([...own, ...nested])];
};

/** A name with at least one step behind it, and no call: `join(...)` and `true` are not references. */
const reference =
  /(?<![\w.\]"-])[A-Za-z_][\w-]*(?:\.(?:[A-Za-z_][\w-]*|\d+)|\[(?:\d+|"\d+")\])*(?:\.(?:[A-Za-z_][\w-]*|\d+)|\[(?:\d+|"\d+")\])(?![\w(-])/g;

/** Takes the texts in quotes out and leaves their number, so that what they say is not read as code. */
const withoutStrings = (
  expression: string,
): { readonly code: string; readonly inside: readonly string[] } => {
  const inside: string[] = [];
  const code = expression.replace(/"((?:\$\{(?:[^{}"]|"[^"]*")*\}|\\.|[^"\\])*)"/gs, (_, text: string) => {
    inside.push(text);
    return `"${inside.length - 1}"`;
  });
  return { code, inside };
};

const restore = (text: string, inside: readonly string[]): string =>
  text.replace(/"(\d+)"/g, (_, at: string) => `"${inside[Number(at)]}"`);
