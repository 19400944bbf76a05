import { evaluateTemplate, type Scope } from "./evaluateTemplate.js";
import { expressionReferences } from "./expressionReferences.js";
import { type Expression, type Part, parseTemplate } from "./hclTemplate.js";
import { type DocumentHole, holeMark } from "./holeMark.js";
import type { ArnPredictor } from "./predictArns.js";
import { type Prediction, predictValue } from "./predictValue.js";
import { resolveReferences } from "./resolveReferences.js";
import type { Resource } from "./resource.js";
import { findInstances, type World } from "./world.js";

/** Where a template is written, and where what it leaves open is collected. */
export interface TemplateScope {
  readonly from: Resource;
  readonly world: World;
  readonly arns: ArnPredictor;
  readonly holes: DocumentHole[];
}

/**
 * The text of a template: a reference is what the plan shows or its planned resource predicts, else a mark;
 * so is everything else that stands inside `${` and `}`.
 */
export const fillTemplate = (template: string, scope: TemplateScope): string =>
  parseTemplate(template)
    .map((part) => fillPart(part, scope))
    .join("");

const fillPart = (part: Part, scope: TemplateScope): string => {
  if (typeof part === "string") return part;
  const prediction = part.kind === "traversal" ? predictReference(part, scope) : undefined;
  if (prediction !== undefined && "text" in prediction) return prediction.text;
  const known = evaluateTemplate(`\${${part.source}}`, instanceOf(scope.from));
  if ("value" in known && typeof known.value !== "object") return String(known.value);
  // the JSON of something open, where a template has no quotes around it, is read as one text
  const isJson = part.kind === "call" && part.name === "jsonencode";
  const mark = holeMark(
    scope.holes.push({
      refersTo: openReferences(part, scope),
      ...(prediction && { pattern: prediction.pattern }),
    }) - 1,
  );
  return isJson ? JSON.stringify(mark) : mark;
};

/** What a template may name of its own instance; the value of a for_each is not in the plan. */
const instanceOf = ({ key }: Resource): Scope => ({
  locals: {},
  ...(typeof key === "string" && { each: { key, value: undefined } }),
  ...(typeof key === "number" && { index: key }),
});

const openReferences = (part: Expression, { from, world }: TemplateScope): readonly string[] =>
  resolveReferences(expressionReferences(part.source), scopeOf(from, world), world.configuration)
    .filter(({ settled }) => !settled)
    .map(({ text }) => text);

const scopeOf = (from: Resource, { configuration }: World) => ({
  modules: from.modules,
  forEach: configuration.resource(from)?.for_each_expression,
});

const predictReference = ({ source }: Expression, scope: TemplateScope): Prediction | undefined => {
  const { from, world } = scope;
  const [origin, ...others] = resolveReferences([source], scopeOf(from, world), world.configuration);
  const [attribute, ...deeper] = origin?.resource?.attributes ?? [];
  if (origin === undefined || others.length + deeper.length > 0 || attribute === undefined) return undefined;
  // `each.value.arn` and outputs made of several references say less than one name of one attribute
  if (!source.endsWith(`.${attribute}`) || /^(?:each|module|var|local)\./.test(source)) return undefined;
  const [instance, ...more] = findInstances(origin, { resource: from, sameKey: false }, world);
  if (instance === undefined || more.length > 0) return undefined;
  return predictValue(instance, attribute, scope);
};
