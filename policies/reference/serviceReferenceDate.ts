import { openServiceData } from "./openServiceData.js";

/**
 * The day AWS's data was taken: `YYYY-MM-DD`, UTC.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { serviceReferenceDate } from "planproof/policies";
 *
 * assert.match(await serviceReferenceDate(), /^\d{4}-\d{2}-\d{2}$/);
 * ```
 */
export const serviceReferenceDate = async (): Promise<string> => openServiceData().date;
