/** Whether this is the gate, which sets `CI` and has not the time for all that a run on demand tries. */
export const isGate = process.env["CI"] === "true";
