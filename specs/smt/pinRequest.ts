import { parseIpAddress } from "../../policies/language/ipRange.js";
import { parseDate } from "../../policies/language/parseDate.js";
import type { ContextValue, Request } from "../../policies/language/request.js";
import type { Keys } from "./encodeQuestion.js";
import type { KeyModel } from "./keyModel.js";
import { scaled } from "./operatorMeaning.js";
import type { Reading, Slot } from "./slot.js";
import { all, integer, not, type Term, text } from "./term.js";

/** True of one request only; undefined when a list in it is longer than the model of its key. */
export function pinRequest({ action, resource, context }: Request, keys: Keys): Term | undefined {
  const values = new Map(Object.entries(context).map(([key, value]) => [key.toLowerCase(), value]));
  const pins = [...keys].map(([name, key]) => pinKey(key, values.get(name)));
  if (pins.includes(undefined)) return undefined;
  return all([
    `(= action ${text(action.toLowerCase())})`,
    `(= resource ${text(resource)})`,
    ...(pins as readonly Term[]),
  ]);
}

function pinKey({ present, list, slots }: KeyModel, value: ContextValue | undefined): Term | undefined {
  if (value === undefined) return not(present);
  const values = typeof value === "string" ? [value] : value;
  if (values.length > slots.length) return undefined;
  return all([
    present,
    typeof value === "string" ? not(list) : list,
    ...slots.map((slot, at) =>
      at < values.length ? all([slot.held, pinValue(slot, values[at]!)]) : not(slot.held),
    ),
  ]);
}

function pinValue({ name, reading, empty }: Slot, value: string): Term {
  if (reading === "text") return `(= ${name} ${text(value)})`;
  const read = numbers[reading](value);
  const family = reading === "address" && parseIpAddress(value)?.family === 6;
  return all([
    value === "" ? empty : not(empty),
    ...(read === undefined ? [not(`${name}.read`)] : [`${name}.read`, `(= ${name} ${integer(read)})`]),
    ...(reading === "address" ? [family ? `${name}.v6` : not(`${name}.v6`)] : []),
  ]);
}

const numbers: Readonly<Record<Exclude<Reading, "text">, (value: string) => bigint | undefined>> = {
  number: scaled,
  date: parseDate,
  address: (value) => parseIpAddress(value)?.first,
};
