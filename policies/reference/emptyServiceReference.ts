import type { ServiceReference } from "./serviceReference.js";

/** A reference that knows no service, for questions in which action names mean nothing beyond their text. */
export const emptyServiceReference: ServiceReference = {
  services: [],
  isMultivalued: () => false,
  knowsKey: () => false,
  date: undefined,
  complete: false,
  covers: () => false,
  actionsOf: () => [],
  action: () => undefined,
};
