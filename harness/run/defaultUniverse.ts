import type { ServiceReference } from "../../policies/reference/serviceReference.js";

/** The requests asked about when nobody says: `typed`; `any` where the reference knows no service at all. */
export const defaultUniverse = ({ services }: ServiceReference): "any" | "typed" =>
  services.length > 0 ? "typed" : "any";
