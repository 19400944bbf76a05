import { parsePolicy } from "../../../policies/language/parsePolicy.js";
import type { PolicyKind } from "../../../policies/language/policyDocument.js";
import type { PolicyKeeper } from "../../../policies/language/policyPlace.js";
import type { Policy } from "../../../policies/language/policySet.js";
import type { Diagnostic } from "../../../policies/text/diagnostic.js";
import { pointerToken } from "../../../policies/text/jsonNode.js";
import { latin1Json } from "../../../policies/text/latin1Json.js";
import { type Bounded, exactly } from "../../../properties/bounded.js";
import type { Hole } from "../../../properties/hole.js";
import { documentBounds, losesCondition } from "./documentBounds.js";
import { type DocumentHole, hasMark, marksIn } from "./holeMark.js";
import type { PrincipalArn } from "./principalsIn.js";

/** A document whose structure is known, with a mark in the place of each value that is not. */
export interface MarkedDocument {
  readonly json: unknown;
  /** by the index in their marks */
  readonly holes: readonly DocumentHole[];
}

/** A rebuilt document, as an extraction lists it. */
export interface BoundPolicy {
  readonly policy: Bounded<Policy>;
  readonly document: unknown;
  readonly unknown: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** How the policy is called: as a source in reports, and by its address and attribute in what is unknown. */
export interface PolicyName {
  readonly source: string;
  readonly place: string;
  readonly kind: PolicyKind;
  readonly keeper?: PolicyKeeper | undefined;
  readonly principalArn?: PrincipalArn | undefined;
}

/** Reads a document with marks; undefined when it is refused, for then it bounds nothing. */
export function boundPolicy(
  { json, holes }: MarkedDocument,
  { source, place, kind, keeper, principalArn }: PolicyName,
): BoundPolicy | undefined {
  const text = latin1Json(json, { replacer: withoutUnknownSids });
  const parsed = parsePolicy(text, kind, { isOpen: hasMark, ...(keeper && { keeper }) });
  if (!parsed.ok) return undefined;
  const { places, value: document } = withoutMarks(json);
  const diagnostics = parsed.diagnostics.filter(({ message }) => !hasMark(message));
  if (places.length === 0) {
    return { policy: exactly({ source, document: parsed.value }), document, unknown: [], diagnostics };
  }
  const { upper, lower } = documentBounds(parsed.value, holes, principalArn);
  const lost = new Set(
    parsed.value.statements
      .flatMap(({ conditions }) => conditions.filter(losesCondition))
      .flatMap(({ key, values }) => [key, ...values].flatMap(marksIn)),
  );
  const holesIn = places.map(({ pointer, mark }): Hole => {
    const hole = partHole(`${place}${pointer}`, holes[mark] ?? { refersTo: [] });
    return lost.has(mark) && kind === "identity" ? { ...hole, part: "condition" } : hole;
  });
  return {
    policy: {
      upper: { source, document: upper },
      lower: { source, document: lower },
      unknown: holesIn.filter(({ address }, index) => address !== holesIn[index - 1]?.address),
    },
    document,
    unknown: [...new Set(places.map(({ pointer }) => pointer))],
    diagnostics,
  };
}

function partHole(address: string, { refersTo, reason }: DocumentHole): Hole {
  if (reason !== undefined) return { address, reason, refersTo, remedy: writeOut };
  const names = refersTo.map((reference) => `\`${reference}\``).join(", ");
  return {
    address,
    reason: `this part of the policy is known only after apply${names === "" ? "" : `: it comes from ${names}`}`,
    refersTo,
    remedy:
      names === ""
        ? "write the value out, or apply what it depends on first and plan again"
        : `write out the value that comes from ${names}, or apply this first and plan again`,
  };
}

/** A mark is not a valid Sid, and a Sid does not change what a statement means. */
const withoutUnknownSids = (name: string, value: unknown): unknown =>
  name === "Sid" && typeof value === "string" && hasMark(value) ? undefined : value;

/** How to make a value known that terraform knows, but the plan does not show. */
export const writeOut = "write the value into the configuration, or apply this first and plan again";

interface MarkedPlace {
  readonly pointer: string;
  readonly mark: number;
}

interface Unmarked {
  readonly value: unknown;
  readonly places: readonly MarkedPlace[];
}

/** The document with null for each string that has a hole in it, and the places of these. */
function withoutMarks(json: unknown, pointer = ""): Unmarked {
  if (typeof json === "string") {
    const places = marksIn(json).map((mark) => ({ pointer, mark }));
    return { value: places.length > 0 ? null : json, places };
  }
  if (typeof json !== "object" || json === null) return { value: json, places: [] };
  const members = Object.entries(json).map(([key, inner]) => {
    const name = hasMark(key) ? `(known after apply ${marksIn(key)[0]! + 1})` : key;
    const here = `${pointer}/${pointerToken(name)}`;
    const own = marksIn(key).map((mark) => ({ pointer: here, mark }));
    const { value, places } = withoutMarks(inner, here);
    return { name, value, places: [...own, ...places] };
  });
  const value = Array.isArray(json)
    ? members.map((member) => member.value)
    : Object.fromEntries(members.map((member) => [member.name, member.value]));
  return { value, places: members.flatMap((member) => member.places) };
}
