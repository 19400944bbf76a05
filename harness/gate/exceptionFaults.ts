import { isObject } from "../../policies/text/isObject.js";
import { didYouMean } from "../../policies/text/nearestNames.js";
import { valueForms } from "../../properties/valueForms.js";
import { callerForm, isCaller } from "./coversCaller.js";
import { isDay } from "./isDay.js";

/** What is wrong with an exception, and at which of its keys. */
export interface ExceptionFault {
  /** absent where it is wrong as a whole */
  readonly key?: string;
  readonly message: string;
  readonly hint: string;
}

const required = ["property", "target", "reason", "owner"] as const;
const keys = [...required, "statement", "actions", "resources", "caller", "until"];

const isText = (value: unknown): value is string => typeof value === "string" && value.trim() !== "";

/** What is wrong with a value that should be an exception; nothing for one. */
export function exceptionFaults(value: unknown): readonly ExceptionFault[] {
  if (!isObject(value))
    return [
      { message: "an exception is not an object", hint: `write an object with ${required.join(", ")}` },
    ];
  const unknown = Object.keys(value).filter((key) => !keys.includes(key) && key !== "written");
  return [
    ...unknown.map((key) => ({ key, message: `unknown key \`${key}\``, hint: didYouMean(key, keys) })),
    ...required
      .filter((key) => !isText(value[key]))
      .map((key) => ({
        ...(Object.hasOwn(value, key) && { key }),
        message: `an exception has no \`${key}\``,
        hint: needed[key],
      })),
    ...Object.keys(rules).flatMap((key) => {
      const rule = rules[key]!;
      const given = value[key];
      return given === undefined || rule.fits(given)
        ? []
        : [{ key, message: `\`${key}\` cannot be \`${printed(given)}\``, hint: rule.hint }];
    }),
  ];
}

const printed = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));

const needed: Readonly<Record<(typeof required)[number], string>> = {
  property: "write the id of a property; `planproof list properties` lists them",
  target: "write the address of a target as the report shows it",
  reason: "write why it is intended",
  owner: "write who answers for it",
};

const listOf = (form: "action" | "resource") => ({
  fits: (value: unknown) =>
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((one) => typeof one === "string" && valueForms[form].test.test(one)),
  hint: `write a list, each ${valueForms[form].is}`,
});

const rules: Readonly<Record<string, { fits: (value: unknown) => boolean; hint: string }>> = {
  statement: {
    fits: isText,
    hint: "write the digest that the report shows, a Sid, or a number from 0 as a string",
  },
  actions: listOf("action"),
  resources: listOf("resource"),
  caller: { fits: (value) => typeof value === "string" && isCaller(value), hint: callerForm },
  until: {
    fits: (value) => typeof value === "string" && isDay(value),
    hint: "write the last day as YYYY-MM-DD, such as 2027-01-31",
  },
};
