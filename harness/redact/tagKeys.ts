import { ownMember } from "../../policies/text/ownMember.js";
import type { ConfigurationJson, ModuleJson } from "../plan/resources/planJson.js";
import { type Read, readAttributes } from "./readAttributes.js";
import { memberOf } from "./redactValue.js";
import { stringsIn } from "./stringsIn.js";

/**
 * The keys of tags that the policies in some values name, in lower case, as in `aws:ResourceTag/team`: what the tag is
 * compared with is shown there, so that its value need not be hidden.
 */
export function tagKeys(value: unknown, read: Read, sensitive: unknown): readonly string[] {
  if (sensitive === true) return [];
  if (typeof value === "string") return read.as === "document" || read.as === "blocks" ? keysIn(value) : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const own = Array.isArray(value) ? read : memberOf(name, read);
    return own === undefined ? [] : tagKeys(inner, own, ownMember(sensitive, name));
  });
}

/** The same of what is written of policies. */
export const writtenTagKeys = (json: ConfigurationJson | undefined): readonly string[] =>
  inModule(json?.root_module);

function inModule(module: ModuleJson | undefined): readonly string[] {
  const own = (module?.resources ?? []).flatMap(({ type, expressions }) => {
    const { members } = readAttributes(type);
    return Object.entries(expressions ?? {}).flatMap(([name, expression]) => {
      const as = members.get(name)?.as;
      return as === "document" || as === "blocks" ? stringsIn(expression).flatMap(keysIn) : [];
    });
  });
  const inner = Object.values(module?.module_calls ?? {}).flatMap((call) => inModule(call.module));
  return [...own, ...inner];
}

const keysIn = (text: string): readonly string[] =>
  text.includes("ag/")
    ? [...text.matchAll(/tag\/([\p{L}\p{N} _.:/=+@-]+)/giu)].map(([, key]) => key!.toLowerCase())
    : [];
