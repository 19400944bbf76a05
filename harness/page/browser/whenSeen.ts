import { byId } from "./mount.js";

/**
 * Makes what fills a section after the first screen is drawn, or when the section is nearly in view, or is printed, or
 * the function that is returned is called: what is first.
 */
export function whenSeen<T>(section: string, make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  const get = (): T => {
    made ??= { value: make() };
    return made.value;
  };
  const seen = new IntersectionObserver(
    (entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      seen.disconnect();
      get();
    },
    { rootMargin: "400px" },
  );
  seen.observe(byId(section)!);
  addEventListener("beforeprint", get);
  // not while a reader scrolls to it
  addEventListener("load", () => (globalThis.requestIdleCallback ?? setTimeout)(() => get()));
  return get;
}
