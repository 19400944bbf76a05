/** What is used of vitest, which is not installed here: the user's own is imported. */
declare module "vitest" {
  interface TestContext {
    /** @param note since vitest 3.1 */
    readonly skip: (note?: string) => never;
    /** since vitest 3.2 */
    readonly annotate?: (message: string) => Promise<unknown>;
  }
  export function describe(title: string, body: () => void): void;
  export function it(
    title: string,
    options: { readonly timeout: number },
    run: (context: TestContext) => Promise<void>,
  ): void;
}
