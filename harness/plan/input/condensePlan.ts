import { locateJsonFault } from "../../../policies/text/locateJsonFault.js";
import { ownMember } from "../../../policies/text/ownMember.js";
import { BrokenJson, children, type Span, skipSpace, skipValue } from "../../../policies/text/skipValue.js";
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
 * over, and so are the long strings of resources that hold no policy, such as user data.
 *
 * Bytes that are skipped are looked at for brackets and strings alone.
 */
export function condensePlan(bytes: Uint8Array, { maximumDepth }: CondenseOptions): Condensed {
  const reader = new SpanReader(bytes, maximumDepth);
  try {
    const start = skipSpace(bytes, skipHead(bytes));
    const end = skipValue(bytes, start, maximumDepth);
    const rest = skipHead(bytes, end);
    if (rest < bytes.length) return { ok: false, kind: "trailing", offset: rest };
    return { ok: true, value: reader.branch({ start, end }) };
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
const branches = new Set(["planned_values", "prior_state", "values", "root_module", "child_modules"]);
const lists = new Set(["resource_changes", "resources"]);
const dropped = new Set(["outputs", "output_changes", "resource_drift", "relevant_attributes", "checks"]);

/** Of V8. */
const longestString = 2 ** 29 - 24;

/** Names, paths and ARNs are shorter. */
const longText = 2048;

class SpanReader {
  /** where the value that is being read begins */
  at = 0;
  readonly #bytes: Uint8Array;
  readonly #maximumDepth: number;
  readonly #decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

  constructor(bytes: Uint8Array, maximumDepth: number) {
    this.#bytes = bytes;
    this.#maximumDepth = maximumDepth;
  }

  branch(span: Span): unknown {
    const first = this.#bytes[span.start];
    if (first === 0x5b) return this.#children(span).map((child) => this.branch(child));
    if (first !== 0x7b) return this.#parse(span);
    const members = this.#children(span).map((child) => ({
      ...child,
      name: String(this.#parse(child.key!)),
    }));
    const hasChanges = members.some(({ name }) => name === "resource_changes");
    const kept = members.filter(
      ({ name }) => !dropped.has(name) && !(hasChanges && name === "planned_values"),
    );
    return Object.fromEntries(kept.map((child) => [child.name, this.#member(child)]));
  }

  #member({ name, ...span }: Span & { readonly name: string }): unknown {
    const isList = lists.has(name) && this.#bytes[span.start] === 0x5b;
    if (isList) return this.#children(span).map((child) => withoutLongTexts(this.#parse(child), child));
    return branches.has(name) ? this.branch(span) : this.#parse(span);
  }

  #children({ start }: Span) {
    return [...children(this.#bytes, start, this.#maximumDepth)];
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
