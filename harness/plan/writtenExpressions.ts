import { attributesOf, type CdktfBlock, dynamicBlocks, isObject, members } from "./cdktfBlocks.js";
import { evaluateTemplate } from "./evaluateTemplate.js";
import { expressionReferences } from "./expressionReferences.js";
import { member } from "./resource.js";

/**
 * The attributes of a block as the `configuration` of a plan has them. As there, a text with references has
 * both the text in `constant_value` and its `references`.
 */
export const writtenExpressions = (block: CdktfBlock, locals: unknown): Record<string, unknown> => {
  const written = attributesOf(block).map(([key, value]) => [key, writtenExpression(value, locals)]);
  const made = dynamicBlocks(block).map(([key, value]) => [key, { references: referencesOf(value, locals) }]);
  return Object.fromEntries([...written, ...made]) as Record<string, unknown>;
};

/** One expression; objects, and lists with objects in them, are blocks of more expressions. */
export const writtenExpression = (value: unknown, locals: unknown): unknown => {
  if (isObject(value)) {
    return Object.fromEntries(members(value).map(([key, inner]) => [key, writtenExpression(inner, locals)]));
  }
  if (Array.isArray(value) && value.some(isObject))
    return value.map((item) => writtenExpression(item, locals));
  const references = referencesOf(value, locals);
  return { constant_value: templateOf(value, locals), ...(references.length > 0 && { references }) };
};

const templateOf = (value: unknown, locals: unknown): unknown => {
  if (Array.isArray(value)) return value.map((item) => templateOf(item, locals));
  if (typeof value !== "string") return value;
  const evaluated = evaluateTemplate(value, { locals });
  return "value" in evaluated ? evaluated.value : evaluated.template;
};

/** A plan keeps the names of locals; here the references behind them are at hand. */
const referencesOf = (value: unknown, locals: unknown, trail: readonly string[] = []): readonly string[] => {
  if (typeof value === "object" && value !== null) {
    return unique(Object.values(value).flatMap((inner) => referencesOf(inner, locals, trail)));
  }
  if (typeof value !== "string") return [];
  const evaluated = evaluateTemplate(value, { locals });
  if ("value" in evaluated) return [];
  const behind = (reference: string): readonly string[] => {
    const [, name] = /^local\.([\w-]+)/.exec(reference) ?? [];
    if (name === undefined || trail.includes(name)) return [reference];
    return referencesOf(member(locals, name), locals, [...trail, name]);
  };
  return unique(evaluated.open.flatMap(expressionReferences).flatMap(behind));
};

const unique = (texts: readonly string[]): readonly string[] => [...new Set(texts)];
