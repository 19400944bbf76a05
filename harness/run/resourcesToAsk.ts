import { isAbout, type Property } from "../../properties/property.js";
import type { Target } from "../../properties/target.js";
import type { LoadedSource } from "../plan/source/loadSource.js";

/** The resources and roles of a source that laws about callers are asked of: none where there is not such a law. */
export const resourcesToAsk = (
  { resources }: Pick<LoadedSource, "resources">,
  properties: readonly Property[],
): readonly Target[] => (properties.some((one) => isAbout(one, "resources")) ? resources : []);
