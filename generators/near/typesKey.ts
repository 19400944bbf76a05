import type { ActionReference } from "../../policies/reference/serviceReference.js";

/** The same for actions on the same types of resources. */
export const typesKey = ({ resourceTypes }: ActionReference): string =>
  resourceTypes
    .map(({ arnTemplates, required }) => `${required ? "!" : ""}${arnTemplates.join(" ")}`)
    .join(" ");
