import { locateJsonFault } from "../../../policies/text/locateJsonFault.js";
import { ownMember } from "../../../policies/text/ownMember.js";
import {
  BrokenJson,
  passChildren,
  type Span,
  skipSpace,
  skipValue,
} from "../../../policies/text/skipValue.js";
import { looksLikePolicy } from "../policies/unsupportedPolicies.js";
import { policyAttributesOf } from "../provider/policyAttributesOf.js";
import { wrapperLine } from "./stripWrapperLines.js";

/** What is left of a large plan, or why and where it cannot be read. */
export type Condensed =
  | { readonly ok: true; readonly value: unknown }
  | {
      readonly ok: false;
      readonly kind: BrokenJson["kind"] | "trailing" | "encoding";
      readonly offset: number;
    };

export interface CondenseOptions {
  readonly maximumDepth: number;
}

/**
 * Reads a plan or a state from bytes, one resource at a time, so that it is never held in one string: V8 has
 * none longer than 512 MB. Planned values next to resource changes, outputs and drift are passed
 * over, and so are the long strings of resources that hold no policy, such as user data. What is kept is looked at
 * twice, for its end and to parse it, and what is not, once.
 *
 * Bytes that are skipped are looked at for brackets and strings alone.
 */
export function condensePlan(bytes: Uint8Array, { maximumDepth }: CondenseOptions): Condensed {
  const reader = new SpanReader(bytes);
  try {
    const { value, end } = reader.branch(skipSpace(bytes, skipHead(bytes)), maximumDepth);
    const rest = skipHead(bytes, end);
    return rest < bytes.length ? { ok: false, kind: "trailing", offset: rest } : { ok: true, value };
  } catch (thrown) {
    if (thrown instanceof BrokenJson) return { ok: false, kind: thrown.kind, offset: thrown.offset };
    if (thrown instanceof TypeError) return { ok: false, kind: "encoding", offset: reader.at };
    throw thrown;
  }
}

/** The place after a byte order mark, white space and the lines of setup-terraform's wrapper. */
function skipHead(bytes: Uint8Array, from = 0): number {
  const hasMark = from === 0 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  let at = skipSpace(bytes, hasMark ? 3 : from);
  while (wrapperLine.test(Buffer.from(bytes.subarray(at, at + 9)).toString("latin1"))) {
    const line = bytes.indexOf(0x0a, at);
    at = line < 0 ? bytes.length : skipSpace(bytes, line);
  }
  return at;
}

/** The keys that lead to resources. */
const branches = new Set(["prior_state", "values", "root_module", "child_modules"]);
const lists = new Set(["resource_changes", "resources"]);
const dropped = new Set(["outputs", "output_changes", "resource_drift", "relevant_attributes", "checks"]);

/** Of V8. */
const longestString = 2 ** 29 - 24;

/** Names, paths and ARNs are shorter. */
const longText = 2048;

/** A value, and the place after it. */
interface Read {
  readonly value: unknown;
  readonly end: number;
}

class SpanReader {
  /** where the value that is being parsed begins */
  at = 0;
  readonly #bytes: Uint8Array;
  readonly #decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** The value that begins at `start`, without what is dropped. */
  branch(start: number, maximumDepth: number): Read {
    const first = this.#bytes[start];
    const isList = first === 0x5b;
    if (!isList && first !== 0x7b) return this.#whole(start, maximumDepth);
    if (maximumDepth === 0) throw new BrokenJson("too-deep", start);
    return isList
      ? this.#list(start, (item) => this.branch(item, maximumDepth - 1))
      : this.#object(start, maximumDepth - 1);
  }

  #object(start: number, maximumDepth: number): Read {
    const members = new Map<string, unknown>();
    let planned: number | undefined;
    const end = passChildren(this.#bytes, start, (at, key) => {
      const name = String(this.#parse(key!));
      if (name === "planned_values") planned = at;
      if (dropped.has(name) || name === "planned_values") return skipValue(this.#bytes, at, maximumDepth);
      const member = this.#member(name, at, maximumDepth);
      members.set(name, member.value);
      return member.end;
    });
    // the changes have them too, and come after them
    if (planned !== undefined && !members.has("resource_changes"))
      members.set("planned_values", this.branch(planned, maximumDepth).value);
    return { value: Object.fromEntries(members), end };
  }

  #member(name: string, start: number, maximumDepth: number): Read {
    if (lists.has(name) && this.#bytes[start] === 0x5b)
      return this.#list(start, (item) => this.#resource(item, maximumDepth - 1));
    return branches.has(name) ? this.branch(start, maximumDepth) : this.#whole(start, maximumDepth);
  }

  #resource(start: number, maximumDepth: number): Read {
    const { value, end } = this.#whole(start, maximumDepth);
    return { value: withoutLongTexts(value, { start, end }), end };
  }

  #list(start: number, read: (start: number) => Read): Read {
    const value: unknown[] = [];
    const end = passChildren(this.#bytes, start, (at) => {
      const item = read(at);
      value.push(item.value);
      return item.end;
    });
    return { value, end };
  }

  #whole(start: number, maximumDepth: number): Read {
    const end = skipValue(this.#bytes, start, maximumDepth);
    return { value: this.#parse({ start, end }), end };
  }

  #parse({ start, end }: Span): unknown {
    this.at = start;
    if (end - start > longestString) throw new BrokenJson("too-large", start);
    const text = this.#decoder.decode(this.#bytes.subarray(start, end));
    try {
      return JSON.parse(text);
    } catch {
      // V8's message quotes the input, which may hold a secret
      const fault = locateJsonFault(text)?.position.offset ?? 0;
      throw new BrokenJson("syntax", start + Buffer.byteLength(text.slice(0, fault)));
    }
  }
}

function withoutLongTexts(resource: unknown, { start, end }: Span): unknown {
  const type = String(ownMember(resource, "type"));
  const isRead = policyAttributesOf(type).length > 0 || /^aws_(?:iam|organizations|batch)_/.test(type);
  return isRead || end - start <= longText ? resource : shorten(resource);
}

function shorten(value: unknown): unknown {
  if (typeof value === "string") return value.length > longText && !looksLikePolicy(value) ? "" : value;
  if (Array.isArray(value)) return value.map(shorten);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shorten(inner)]));
}
