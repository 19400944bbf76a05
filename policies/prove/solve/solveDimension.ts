import type { ContextValue } from "../../language/request.js";
import type { KeyAtom, Literal, TextAtom } from "../question/atom.js";
import type { KeyLiteral } from "../question/keyLiteral.js";
import type { Budget } from "../sets/budget.js";
import { findText } from "../sets/findText.js";
import { findKeyValue } from "./findKeyValue.js";

/** What one dimension of a request is: the value of a key (undefined: missing), the action or the resource. */
export type DimensionAnswer =
  | { readonly kind: "found"; readonly value: ContextValue | undefined }
  | { readonly kind: "none"; readonly core: readonly Literal[] }
  | { readonly kind: "unsettled" };

/** What is known beforehand of the requests asked about. */
export interface RequestScope {
  readonly budget: Budget;
  /** strings to be preferred for the action, the resource, or the key of that name in lower case */
  readonly hints: (dimension: string) => Iterable<string>;
  /** the resource to be preferred to all others; @defaultValue none */
  readonly example?: string;
  /** whether the key, in lower case, may be sent as a list */
  readonly lists: (name: string) => boolean;
}

/** Cores up to this size are made as small as possible; larger ones stay as they come. */
const minimizeUpTo = 10;

/**
 * Finds a value for one dimension under some answers, all about that dimension, or a core of answers that
 * cannot be true together. None of these depends on another dimension.
 */
export function solveDimension(literals: readonly Literal[], scope: RequestScope): DimensionAnswer {
  const answer = settle(literals, scope);
  if (answer.kind !== "none" || answer.core.length > minimizeUpTo) return answer;
  let core = answer.core;
  for (const literal of answer.core) {
    if (core.length === 1) break;
    const fewer = core.filter((other) => other !== literal);
    if (settle(fewer, scope).kind === "none") core = fewer;
  }
  return { kind: "none", core };
}

function settle(literals: readonly Literal[], scope: RequestScope): DimensionAnswer {
  const first = literals[0];
  if (first === undefined) return { kind: "found", value: undefined };
  scope.budget.spend(literals.length);
  return first.atom.dimension === "key"
    ? settleKey(literals as readonly KeyLiteral[], first.atom, scope)
    : settleText(literals as readonly TextLiteral[], first.atom, scope);
}

function settleKey(literals: readonly KeyLiteral[], { name }: KeyAtom, scope: RequestScope): DimensionAnswer {
  const { budget } = scope;
  const answer = findKeyValue(literals, {
    budget,
    folded: false,
    hints: () => scope.hints(name),
    lists: scope.lists(name),
  });
  return answer.kind === "none" ? { kind: "none", core: [...answer.blamed] } : answer;
}

interface TextLiteral {
  readonly atom: TextAtom;
  readonly positive: boolean;
}

function settleText(
  literals: readonly TextLiteral[],
  { dimension }: TextAtom,
  { budget, hints, example }: RequestScope,
): DimensionAnswer {
  const question = {
    inside: literals.filter(({ positive }) => positive).map(({ atom }) => atom.set),
    outside: literals.filter(({ positive }) => !positive).map(({ atom }) => atom.set),
    hints: () => hints(dimension),
    ...(dimension === "resource" && example !== undefined && { examples: [example] }),
  };
  const answer = findText(question, { budget, folded: dimension === "action" });
  if (answer.kind === "found") return { kind: "found", value: answer.text };
  if (answer.kind === "unsettled") return answer;
  return { kind: "none", core: literals.filter(({ atom }) => answer.blamed.has(atom.set)) };
}
