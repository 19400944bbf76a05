/** The command that makes the input we read; quoted in many hints. */
export const showPlan = "`terraform show -json tfplan > plan.json`";
