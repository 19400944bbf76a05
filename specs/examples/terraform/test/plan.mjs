/** The plan that the tests are about: that of the change, `PLAN=tfplan npm test`, or the one that is committed. */
export const plan = process.env.PLAN ?? "plans/plan.json";
