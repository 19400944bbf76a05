import { hasTerraform } from "./workspace.js";

/** A suite that needs terraform on the PATH; without it one pending test says loudly what is not tested. */
export function describeTerraform(title: string, suite: () => void): void {
  if (hasTerraform) describe(title, suite);
  else describe(title, () => it("IS NOT TESTED: terraform is not on the PATH"));
}
