import {
  isList,
  isMap,
  PartialString,
  type PartialValue,
  Unknown,
  unknownFrom,
} from "../hcl/partialValue.js";
import { stringOf } from "../hcl/stringOf.js";
import { type DocumentHole, holeMark } from "./holeMark.js";

/** A value as the string it will be, with a mark for each part that is unknown, which is added to the holes. */
export function markedString(value: PartialValue, holes: DocumentHole[]): string {
  const text = isList(value) || isMap(value) ? unknownFrom("", [value]) : stringOf(value);
  if (typeof text === "string") return text;
  const parts =
    text instanceof PartialString ? text.parts : [text instanceof Unknown ? text : unknownFrom("", [])];
  return parts.map((part) => (typeof part === "string" ? part : markOf(part, holes))).join("");
}

function markOf({ about }: Unknown, holes: DocumentHole[]): string {
  const { references, pattern, example, reason, isJson, attribute, source } = about;
  const isComputed = attribute === undefined && !references.includes(source);
  const hole: DocumentHole = {
    refersTo: references,
    ...(pattern && { pattern }),
    ...(example && { example }),
    ...(isComputed && { isComputed }),
    ...(reason && { reason }),
  };
  const mark = holeMark(holes.push(hole) - 1);
  // the JSON of something unknown, where a template has no quotes around it, is read as one string
  return isJson === true ? JSON.stringify(mark) : mark;
}
