/** The command that makes the input we read; quoted in many hints. */
export const showPlanCommand = "`terraform show -json tfplan > plan.json`";
