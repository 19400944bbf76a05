import type { Certificate } from "./certificate/certificate.js";
import type { Access } from "./question/access.js";
import type { Literal } from "./question/atom.js";
import { encodeAccess } from "./question/encodeAccess.js";
import type { Encoding } from "./question/encoding.js";
import { implies } from "./question/implies.js";
import type { Budget } from "./sets/budget.js";

/** The certificate of a difference in which the left side lies within the right one statement by statement. */
export function coveringOf(access: Access, encoding: Encoding, budget: Budget): Certificate | undefined {
  if (access.kind !== "both" || access.parts.length !== 2) return undefined;
  const [left, right] = access.parts;
  if (left === undefined || right?.kind !== "not") return undefined;
  const used = implies(encodeAccess(left, encoding), encodeAccess(right.part, encoding), budget);
  if (used === undefined) return undefined;
  return { kind: "covering", pairs: used.map(([one, other]) => [signed(one), signed(other)]) };
}

const signed = ({ atom, positive }: Literal): string => `${positive ? "+" : "-"}${atom.key}`;
