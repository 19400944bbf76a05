import type { Result } from "../../policies/text/diagnostic.js";
import type { Exception } from "./exception.js";
import { exceptionForm } from "./exceptionForm.js";
import { readEntries } from "./readEntries.js";

/**
 * Reads a file of exceptions: `{"exceptions":[…]}`.
 *
 * @param file its name, for messages
 */
export const readExceptions = (file: string, content: string): Result<readonly Exception[]> =>
  readEntries<Exception>(file, content, {
    key: "exceptions",
    form: exceptionForm,
    hint: 'write {"exceptions": [ … ]}; `planproof except ID SOURCE` writes the first',
  });
