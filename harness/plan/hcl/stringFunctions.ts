import type { Evaluation } from "./evaluation.js";
import {
  failed,
  isCounted,
  isList,
  PartialString,
  type PartialValue,
  Unknown,
  unknownFrom,
} from "./partialValue.js";
import { concatStrings, longest, stringOf } from "./stringOf.js";

/** A function of terraform; undefined where its result is unknown. */
export type HclFunction = (
  inputs: readonly PartialValue[],
  evaluation: Evaluation,
) => PartialValue | undefined;

/** The functions that make strings, by name. */
export const stringFunctions: Readonly<Record<string, HclFunction>> = {
  format: ([spec, ...inputs], evaluation) => formatted(spec, inputs, evaluation),
  formatlist: ([spec, ...inputs], evaluation) => {
    const lists = inputs.filter(isList);
    const [first] = lists;
    const isEven = lists.every((list) => isCounted(list) && list.length === first?.length);
    if (first === undefined || !isEven || inputs.some((input) => input instanceof Unknown)) return undefined;
    return allOf(
      first.map((_, at) =>
        formatted(
          spec,
          inputs.map((input) => (isList(input) ? input[at]! : input)),
          evaluation,
        ),
      ),
    );
  },
  join: ([separator, ...lists], evaluation) => {
    if (!lists.every(isCounted)) return lists.some((list) => isText(list)) ? failed : undefined;
    if (separator === undefined || !(isText(separator) || separator instanceof Unknown)) return undefined;
    const parts = lists.flat().flatMap((item, at) => (at === 0 ? [item] : [separator, item]));
    return concatStrings(parts, evaluation);
  },
  lower: ascii((text) => text.toLowerCase()),
  upper: ascii((text) => text.toUpperCase()),
  // between slashes it is a regular expression, in the syntax of Go
  replace: texts((text, part = "", by = "") => {
    if (part === "" || /^\/.*\/$/s.test(part)) return undefined;
    const pieces = text.split(part);
    return pieces.length * by.length > longest ? undefined : pieces.join(by);
  }),
  split: texts((separator, text = "") => (separator === "" ? undefined : text.split(separator))),
  trimprefix: texts((text, prefix = "") => (text.startsWith(prefix) ? text.slice(prefix.length) : text)),
  trimsuffix: texts((text, suffix = "") =>
    suffix !== "" && text.endsWith(suffix) ? text.slice(0, -suffix.length) : text,
  ),
  trimspace: ascii((text) => text.trim()),
  startswith: texts((text, prefix = "") => text.startsWith(prefix)),
  endswith: texts((text, suffix = "") => text.endsWith(suffix)),
};

const isText = (value: PartialValue): boolean => typeof value === "string" || value instanceof PartialString;

/** A function of strings alone, all of them known; what terraform converts to a string counts as one. */
function texts(make: (first: string, ...rest: readonly string[]) => PartialValue | undefined): HclFunction {
  return (inputs) => {
    const [first, ...rest] = inputs
      .map((input) => stringOf(input))
      .filter((text) => typeof text === "string");
    const made = first === undefined || rest.length + 1 < inputs.length ? undefined : make(first, ...rest);
    return typeof made === "string" ? made.normalize() : made;
  };
}

/** Beyond ASCII, Go and JavaScript do not agree on letters and white space. */
function ascii(make: (text: string) => string): HclFunction {
  return texts((text) => (/^[\0-\x7f]*$/.test(text) ? make(text) : undefined));
}

const allOf = (items: readonly (PartialValue | undefined)[]): PartialValue | undefined =>
  items.every((item) => item !== undefined) ? items : undefined;

/**
 * `%s`, `%v` and `%%`, and `%d` of whole numbers; none with a width or a sign.
 *
 * Source: https://developer.hashicorp.com/terraform/language/functions/format
 */
function formatted(
  spec: PartialValue | undefined,
  inputs: readonly PartialValue[],
  evaluation: Evaluation,
): PartialValue | undefined {
  if (typeof spec !== "string") return undefined;
  const pieces = spec.split(/(%[%sdv]?)/);
  const verbs = pieces.filter((piece) => /^%[sdv]$/.test(piece));
  if (pieces.includes("%") || verbs.length !== inputs.length) return undefined;
  const rest = [...inputs];
  const values = pieces.map((piece) => {
    if (piece === "%%") return "%";
    return verbs.includes(piece) ? verbValue(piece, rest.shift()!) : piece;
  });
  return values.every((value) => value !== undefined) ? concatStrings(values, evaluation) : undefined;
}

function verbValue(verb: string, value: PartialValue): PartialValue | undefined {
  if (value === null) return undefined;
  if (value instanceof Unknown) return verb === "%d" ? unknownFrom(value.about.source, [value]) : value;
  if (verb === "%d") return Number.isInteger(value) ? value : undefined;
  const text = stringOf(value);
  return text === failed ? undefined : text;
}
