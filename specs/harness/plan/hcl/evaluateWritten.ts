import {
  blockScope,
  type InstanceScope,
  readLocals,
} from "../../../../harness/plan/configuration/blockScope.js";
import { evaluateTemplate } from "../../../../harness/plan/hcl/evaluateTemplate.js";
import {
  isKnown,
  PartialString,
  type PartialValue,
  Unknown,
} from "../../../../harness/plan/hcl/partialValue.js";

/** What a template may name, with its locals as they are written. */
export type Written = Omit<Partial<InstanceScope>, "locals"> & { readonly locals?: unknown };

/** What is known, else the template of what is left. */
export function evaluateWritten(text: string, { locals = {}, ...instance }: Written = {}): object {
  const value = evaluateTemplate(text, blockScope({ ...instance, locals: readLocals(locals) }));
  return isKnown(value) ? { value } : { template: templateOf(value, text) };
}

function templateOf(value: PartialValue, text: string): unknown {
  if (value instanceof PartialString) return value.parts.map(printPart).join("");
  if (!(value instanceof Unknown)) return value;
  return value.about.source === text ? text : printPart(value);
}

function printPart(part: string | Unknown): string {
  if (typeof part === "string") return part.replace(/[$%]\{/g, (mark) => mark[0] + mark);
  const { source, isJson } = part.about;
  return isJson === true ? `\${jsonencode(${source})}` : `\${${source}}`;
}
