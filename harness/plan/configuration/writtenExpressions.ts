import { isObject } from "../../../policies/text/isObject.js";
import { ownMember } from "../../../policies/text/ownMember.js";
import { evaluateTemplate } from "../hcl/evaluateTemplate.js";
import { isKnown, Unknown, unknownsIn } from "../hcl/partialValue.js";
import { extendScope, type Scope } from "../hcl/scope.js";
import { referencesIn } from "../resources/configurationIndex.js";
import { attributesOf, dynamicBlocks, type JsonBlock, members } from "./jsonBlocks.js";

/**
 * The attributes of a block as the `configuration` of a plan has them. As there, a string with references has
 * both the string in `constant_value` and its `references`; the `dynamic` blocks, which a plan leaves out, are
 * the member `dynamic`.
 */
export function writtenExpressions(block: JsonBlock, names: Scope): Record<string, unknown> {
  const written = attributesOf(block).map(([key, value]) => [key, writtenExpression(value, names)]);
  return withDynamics(Object.fromEntries(written) as object, Object.fromEntries(dynamicBlocks(block)), names);
}

/** Blocks of a name that are all dynamic are represented by what they refer to. */
export function withDynamics(written: object, dynamic: unknown, names: Scope): Record<string, unknown> {
  if (!isObject(dynamic) || Object.keys(dynamic).length === 0) return { ...written };
  const made = Object.entries(dynamic).map(([name, blocks]) => [
    name,
    [blocks].flat().map((block) => writtenDynamic(name, block, names)),
  ]);
  const named = made.map(([name, blocks]) => [name, { references: referencesIn(blocks) }]);
  return { ...Object.fromEntries(named), ...written, dynamic: Object.fromEntries(made) };
}

/** One expression; objects, and lists with objects in them, are blocks of more expressions. */
export function writtenExpression(value: unknown, names: Scope): unknown {
  if (isObject(value)) {
    const own = members(value).filter(([key]) => key !== "dynamic");
    const written = own.map(([key, inner]) => [key, writtenExpression(inner, names)]);
    return withDynamics(Object.fromEntries(written) as object, ownMember(value, "dynamic"), names);
  }
  if (Array.isArray(value) && value.some(isObject))
    return value.map((item) => writtenExpression(item, names));
  return writtenValue(value, names);
}

/** The value where it is known, else how it is written, and what that refers to. */
export function writtenValue(value: unknown, names: Scope): object {
  const evaluated = evaluateTemplate(value, names);
  if (isKnown(evaluated)) return { constant_value: evaluated };
  const references = unknownsIn(evaluated).flatMap(({ about }) => about.references);
  return { constant_value: value, references: [...new Set(references)] };
}

/**
 * A `dynamic` block: its `for_each`, the name of its iterator, and the expressions of its content.
 *
 * Source: https://developer.hashicorp.com/terraform/language/expressions/dynamic-blocks
 */
function writtenDynamic(name: string, block: unknown, names: Scope): object {
  const [, told] = /^\$\{([\w-]+)\}$/.exec(String(ownMember(block, "iterator"))) ?? [];
  const iterator = told ?? name;
  // the references of its for_each cover what it iterates over
  const inner = extendScope(names, { [iterator]: new Unknown({ source: iterator, references: [] }) });
  const [content] = [ownMember(block, "content")].flat();
  return {
    for_each: writtenValue(ownMember(block, "for_each"), names),
    iterator,
    content: writtenExpression(isObject(content) ? content : {}, inner),
  };
}
