import { describeNewer } from "../../report/describeNewer.js";
import type { AccessChange } from "../../run/diff/accessChange.js";
import { actionsInJson } from "./actionsInJson.js";

/** A change of access as JSON, without its target. */
export const changeInJson = ({ target: _, replay: __, newer, ...change }: AccessChange): object => ({
  ...actionsInJson(change),
  ...(newer !== undefined && { newer: describeNewer(newer) }),
});
