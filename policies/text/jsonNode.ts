import type { Position } from "./diagnostic.js";

interface Located {
  readonly position: Position;
}

/** A JSON value that knows where it was written. */
export type JsonNode = JsonObject | JsonArray | JsonString | JsonNumber | JsonBoolean | JsonNull;

export interface JsonObject extends Located {
  readonly type: "object";
  /** in the order written; no key occurs twice */
  readonly members: readonly JsonMember[];
}

export interface JsonMember {
  readonly key: JsonString;
  readonly value: JsonNode;
}

export interface JsonArray extends Located {
  readonly type: "array";
  readonly items: readonly JsonNode[];
}

export interface JsonString extends Located {
  readonly type: "string";
  readonly value: string;
}

export interface JsonNumber extends Located {
  readonly type: "number";
  /** the number as it was written, so that no digit is lost */
  readonly text: string;
}

export interface JsonBoolean extends Located {
  readonly type: "boolean";
  readonly value: boolean;
}

export interface JsonNull extends Located {
  readonly type: "null";
}

const articles = { object: "an object", array: "a list", null: "null" } as const;

/** How a message calls the node: `an object`, `a string`. */
export const describeNode = (node: JsonNode): string =>
  node.type in articles ? articles[node.type as keyof typeof articles] : `a ${node.type}`;

/** Escapes one reference token of a JSON pointer (RFC 6901). */
export const pointerToken = (token: string): string => token.replaceAll("~", "~0").replaceAll("/", "~1");
