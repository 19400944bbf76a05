import type { ServiceReference } from "../../policies/reference/serviceReference.js";

/** The requests asked about when the universe is not set: `typed`; `any` where the reference knows no service at all. */
export const defaultUniverse = ({ services }: ServiceReference): "any" | "typed" =>
  services.length > 0 ? "typed" : "any";
