import { type Result, success } from "../../policies/text/diagnostic.js";
import { type Exception, exceptionOf } from "./exception.js";
import { exceptionForm } from "./exceptionForm.js";
import type { ExceptionJson } from "./exceptionsJson.js";
import { readEntries } from "./readEntries.js";

/**
 * Reads a file of exceptions: `{"exceptions":[…]}`.
 *
 * @param file its name, for messages
 */
export function readExceptions(file: string, content: string): Result<readonly Exception[]> {
  const read = readEntries<ExceptionJson>(file, content, {
    key: "exceptions",
    form: exceptionForm,
    hint: 'write {"exceptions": [ … ]}; `planproof except ID SOURCE` writes the first',
  });
  return read.ok ? success(read.value.map(({ written, ...one }) => exceptionOf(one, written))) : read;
}
