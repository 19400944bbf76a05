import { valueForms } from "../../properties/valueForms.js";
import { callerForm, isCaller } from "./coversCaller.js";
import { type EntryForm, isText } from "./entryFaults.js";
import { isDay } from "./isDay.js";

const listOf = (form: "action" | "resource") => ({
  fits: (value: unknown) =>
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((one) => typeof one === "string" && valueForms[form].test.test(one)),
  hint: `write a list, each ${valueForms[form].is}`,
});

/** Who says that something is intended, and until when. */
export const grounds = {
  required: { reason: "write why it is intended", owner: "write who answers for it" },
  optional: {
    until: {
      fits: (value: unknown) => typeof value === "string" && isDay(value),
      hint: "write the last day as YYYY-MM-DD, such as 2027-01-31",
    },
  },
};

/** What an exception has. */
export const exceptionForm: EntryForm = {
  what: "an exception",
  required: {
    property: "write the id of a property; `planproof list properties` lists them",
    target: "write the address of a target as the report shows it",
    ...grounds.required,
  },
  optional: {
    statement: {
      fits: (value) => isText(value) || (Number.isSafeInteger(value) && Number(value) >= 0),
      hint: "write the digest that the report shows, a Sid, or a number from 0",
    },
    actions: listOf("action"),
    resources: listOf("resource"),
    caller: { fits: (value) => typeof value === "string" && isCaller(value), hint: callerForm },
    ...grounds.optional,
  },
};
