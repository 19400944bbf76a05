import { isAbout, type Property } from "../../properties/property.js";
import type { Target } from "../../properties/target.js";
import type { LoadedSource } from "../plan/source/loadSource.js";

/**
 * The documents of a source that laws are asked of: all of them where such a law is named, or else those that are
 * refused, as there is nothing to report of the others.
 */
export function documentsToAsk(
  { documents }: Pick<LoadedSource, "documents">,
  properties: readonly Property[],
  named: boolean,
): readonly Target[] {
  if (!properties.some((one) => isAbout(one, "documents"))) return [];
  return named ? documents : documents.filter(isRefused);
}

const isRefused = ({ document }: Target): boolean =>
  (document?.diagnostics ?? []).some(({ severity }) => severity === "error");
