/** The door `planproof/chai`: assertions about principals and policies. */
export type { TargetInput } from "../../api/targetOf.js";
export { planproofChai } from "./planproofChai.js";
